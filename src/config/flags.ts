// The server's flags: those of the table of settings, `--config FILE` and `--help`.
import { parseArgs } from 'node:util';
import { settings } from './settings.ts';
import type { SetSetting } from './sources.ts';

export type Flags = Readonly<Record<string, unknown>>;

/** Parses `argv`; unknown flags, flags without a value and stray words are problems. */
export function readFlags(argv: readonly string[], problems: string[]): Flags {
  const options: Record<string, { type: 'string' | 'boolean'; multiple?: boolean; short?: string }> = {
    config: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  };
  for (const { flag } of settings) if (flag !== undefined) options[flag] = { type: 'string', multiple: flag === 'upstream' };
  const { values, tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true, allowPositionals: true });
  for (const token of tokens) {
    if (token.kind === 'positional') problems.push(`${token.value}: is not a flag: see --help`);
    if (token.kind !== 'option') continue;
    const option = options[token.name];
    if (option === undefined) problems.push(`${token.rawName}: there is no such flag: see --help`);
    else if (option.type === 'string' && (token.value === undefined || token.value === '')) problems.push(`${token.rawName}: needs a value`);
  }
  return values;
}

/** Sets what the flags say; `--upstream REGISTRY=ADDRESS` may stand several times. */
export function applyFlags(flags: Flags, set: SetSetting, problems: string[]): void {
  for (const { path, flag } of settings) {
    if (flag === undefined || flag === 'upstream') continue;
    if (typeof flags[flag] === 'string') set(path.split('.'), flags[flag], `--${flag}`);
  }
  for (const value of Array.isArray(flags['upstream']) ? (flags['upstream'] as unknown[]) : []) {
    const match = typeof value === 'string' ? /^([^=]+)=(.+)$/.exec(value) : null;
    if (match?.[1] !== undefined && match[2] !== undefined) set(['upstreams', match[1], 'address'], match[2], `--upstream ${match[1]}`);
    else if (typeof value === 'string' && value !== '') problems.push(`--upstream ${value}: write it like --upstream docker.io=https://registry-1.docker.io`);
  }
}
