// Terraform with Docker's own provider, which asks for nothing but a host, a user and a password: one folder, one state.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderOf, isBuilt, programOf } from '../clients/newer/cached.ts';
import { findCommand } from '../clients/installed.ts';
import { run } from '../upstream/command.ts';
import type { CommandResult } from '../upstream/command.ts';

const commandTimeoutMs = 5 * 60 * 1000;

/** Why terraform cannot run here; undefined when it can. */
export function terraformObstacle(): string | undefined {
  const missing = [...(findCommand('terraform') === undefined && !isBuilt('terraform') ? ['terraform'] : []), ...(isBuilt('terraform-provider-docker') ? [] : ['terraform-provider-docker'])];
  return missing.length === 0 ? undefined : `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not built: npm run clients:newer -- ${missing.join(' ')}`;
}

export interface Terraform {
  /** Replaces the configuration. */
  readonly write: (configuration: string) => Promise<void>;
  /** Runs a command of terraform's; without colours, and without asking. */
  readonly run: (...words: readonly string[]) => Promise<CommandResult>;
  /** As `run`, for what has to succeed. */
  readonly mustRun: (...words: readonly string[]) => Promise<string>;
  /** Plans: what would be changed, as terraform's own exit status says it. */
  readonly plan: () => Promise<{ readonly isEmpty: boolean; readonly text: string }>;
  readonly remove: () => Promise<void>;
}

export interface TerraformOptions {
  /** `127.0.0.1:8443`: the provider makes an https address of it. */
  readonly host: string;
  /** PEM, of the admin API's certificate. */
  readonly caFile: string;
  readonly username: string;
  readonly password: string;
}

export async function createTerraform({ host, caFile, username, password }: TerraformOptions): Promise<Terraform> {
  const folder = await mkdtemp(join(tmpdir(), 'pullgate-terraform-'));
  const settings = join(folder, 'terraform.rc');
  // The provider that was built stands in for the one in HashiCorp's registry, which is not asked.
  await writeFile(settings, `provider_installation {\n  dev_overrides {\n    "docker/docker" = ${JSON.stringify(folderOf('terraform-provider-docker'))}\n  }\n  direct {}\n}\n`);
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    TF_CLI_CONFIG_FILE: settings,
    TF_IN_AUTOMATION: '1',
    CHECKPOINT_DISABLE: '1',
    SSL_CERT_FILE: caFile,
    DOCKER_HUB_HOST: host,
    DOCKER_USERNAME: username,
    DOCKER_PASSWORD: password,
  };
  const program = findCommand('terraform') ?? programOf('terraform', 'terraform');
  const start: Terraform['run'] = (...words) => run(program, words, { cwd: folder, env, timeoutMs: commandTimeoutMs });
  const said = ({ stdout, stderr }: CommandResult): string => `${stdout}${stderr}`;
  return {
    write: (configuration) => writeFile(join(folder, 'main.tf'), configuration),
    run: start,
    mustRun: async (...words) => {
      const result = await start(...words);
      if (result.status !== 0) throw new Error(`terraform ${words.join(' ')} ended with ${String(result.status)}:\n${said(result)}`);
      return result.stdout;
    },
    plan: async () => {
      const result = await start('plan', '-no-color', '-input=false', '-detailed-exitcode');
      if (result.status !== 0 && result.status !== 2) throw new Error(`terraform plan ended with ${String(result.status)}:\n${said(result)}`);
      return { isEmpty: result.status === 0, text: result.stdout };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
