// The log: pino behind a narrow interface, so that no caller can write a secret or depend on pino.
import { pino } from 'pino';
import type { Logger } from 'pino';
import { formatPrettyLine } from './pretty-line.ts';
import { redactFields, redactText } from './redact.ts';

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

export type WriteLog = (fields: object, message: string) => void;

export interface Log extends Readonly<Record<LogLevel, WriteLog>> {
  /** A log that adds these fields to each of its lines. */
  readonly child: (fields: object) => Log;
}

export interface LogOptions {
  /** Lines below it are not written; `silent` writes none. */
  readonly level: LogLevel | 'silent';
  /** `json`: one object a line, for machines. `pretty`: one readable line, for a terminal. */
  readonly format: 'pretty' | 'json';
  /** Where lines go, each ending in a newline; the standard output unless given. */
  readonly destination?: { readonly write: (line: string) => void };
}

/** Makes the log of the process. Fields whose names mean secrets (see redact.ts) and texts that look like one are replaced. */
export function createLog({ level, format, destination }: LogOptions): Log {
  const out = destination ?? pino.destination({ fd: 1, sync: true });
  const target =
    format === 'json'
      ? out
      : {
          write: (line: string): void => {
            out.write(formatPrettyLine(line));
          },
        };
  return narrow(
    pino(
      { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) }, messageKey: 'message' },
      target,
    ),
  );
}

function narrow(logger: Logger): Log {
  const writer =
    (level: LogLevel): WriteLog =>
    (fields, message) => {
      if (logger.isLevelEnabled(level)) logger[level](redactFields(fields), redactText(message));
    };
  return {
    debug: writer('debug'),
    info: writer('info'),
    warn: writer('warn'),
    error: writer('error'),
    child: (fields) => narrow(logger.child(redactFields(fields))),
  };
}
