// What `--help` of the server prints, made from the table of settings.
import { settings } from './settings.ts';

export function usage(): string {
  const flags = settings.flatMap(({ flag, default: value, meaning, variable }) =>
    flag === undefined ? [] : [`  --${flag.padEnd(16)} ${meaning}${variable === undefined ? '' : ` (${variable})`}; default ${value}`],
  );
  return [
    'Starts the Pullgate gateway and its admin API.',
    '',
    'Usage: npm start -- [flags]    or    pullgate serve [flags]',
    '',
    '  --config FILE      a YAML file with settings (PULLGATE_CONFIG)',
    ...flags,
    '  -h, --help         this text',
    '',
    'Example: npm start -- --data ./data --upstream docker.io=http://127.0.0.1:5001',
    'Every setting: docs/config.md',
    '',
  ].join('\n');
}
