// Brings flags, variables, the file and the defaults together, and reports every problem of all of them at once. Pure: it reads through `readText` alone.
import { parseYaml } from '../yaml/parse-yaml.ts';
import type { Config } from './config.ts';
import { describeIssue } from './describe-issue.ts';
import { applyFlags, readFlags } from './flags.ts';
import { resolveConfig } from './resolve.ts';
import { configSchema } from './schema.ts';
import type { ConfigSources, SetSetting } from './sources.ts';
import { applyVariables } from './variables.ts';

export type LoadedConfig =
  | { readonly kind: 'config'; readonly config: Config; readonly warnings: readonly string[] }
  | { readonly kind: 'problems'; readonly problems: readonly string[] }
  | { readonly kind: 'help' };

const defaultUpstreams = { 'docker.io': { address: 'https://registry-1.docker.io' } } as const;

/** Flags win over variables, variables over the file, the file over the defaults. */
export function loadConfig(sources: ConfigSources): LoadedConfig {
  const problems: string[] = [];
  const warnings: string[] = [];
  const flags = readFlags(sources.argv, problems);
  if (flags['help'] === true) return { kind: 'help' };

  const file = readConfigFile(typeof flags['config'] === 'string' ? flags['config'] : sources.env['PULLGATE_CONFIG'], sources.readText);
  problems.push(...file.problems);
  const document = isRecord(file.value) ? file.value : {};
  const origins = new Map<string, string>();
  const set: SetSetting = (path, value, origin) => {
    origins.set(path.join('.'), origin);
    assign(document, path, value);
  };
  applyVariables(sources, set, problems, warnings);
  applyFlags(flags, set, problems);
  document['upstreams'] ??= defaultUpstreams;

  const parsed = configSchema.safeParse(document);
  if (!parsed.success) {
    const provenance = {
      valueAt: (path: readonly PropertyKey[]) => path.reduce<unknown>((node, part) => (isRecord(node) ? node[String(part)] : undefined), document),
      override: (path: string) => origins.get(path) ?? [...origins].find(([name]) => name.startsWith(`${path}.`))?.[1],
      whereInFile: file.where,
    };
    problems.push(...parsed.error.issues.flatMap((issue) => describeIssue(issue, provenance)));
    return { kind: 'problems', problems };
  }
  const config = resolveConfig(parsed.data, sources.readText, problems);
  return problems.length === 0 ? { kind: 'config', config, warnings } : { kind: 'problems', problems };
}

interface ConfigFile {
  readonly value: unknown;
  readonly problems: readonly string[];
  /** `pullgate.yaml:12`. */
  readonly where: (path: readonly PropertyKey[]) => string;
}

function readConfigFile(path: string | undefined, readText: ConfigSources['readText']): ConfigFile {
  if (path === undefined) return { value: {}, problems: [], where: () => 'configuration' };
  let text: string;
  try {
    text = readText(path);
  } catch (error) {
    return { value: {}, problems: [`${path}: cannot be read: ${error instanceof Error ? error.message : String(error)}`], where: () => path };
  }
  const yaml = parseYaml(text);
  const problems = yaml.problems.map(({ line, message }) => `${path}:${line}: ${message}`);
  if (problems.length === 0 && yaml.value !== null && !isRecord(yaml.value)) problems.push(`${path}:1: must hold settings, like "data: ./data"`);
  return { value: yaml.value, problems, where: (inFile) => `${path}:${yaml.lineOf(inFile)}` };
}

/** Writes at a path of plain objects. A part of another type is left, so that the schema reports it. */
function assign(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const last = path.at(-1);
  if (last === undefined) return;
  let node = target;
  for (const part of path.slice(0, -1)) {
    node[part] ??= {};
    const next = node[part];
    if (!isRecord(next)) return;
    node = next;
  }
  node[last] = value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
