// An entry of the log, read from the line that its hash was taken of.
import { type ActivityEntry, activityEntry } from '../../contract/activity.ts';
import type { LoggedAct } from './activity.port.ts';

/** @throws Error for a line that was damaged in the store: verifying the log says where */
export function readEntry({ sequence, line }: LoggedAct): ActivityEntry {
  const parsed = activityEntry.safeParse(parseJson(line));
  if (parsed.success) return parsed.data;
  throw new Error(`entry ${sequence} of the log was damaged in the store: pullgate activity verify says what else is`, { cause: parsed.error });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
