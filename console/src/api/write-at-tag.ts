// Changes a thing at the state that was read. An ETag covers more than what a form edits, such as when a token was last used: only a change of what is edited is a conflict.
import { isConflict } from './failure.ts';

export interface Tagged<Thing> {
  readonly thing: Thing;
  readonly tag: string;
}

export interface WriteAtTagOptions<Thing> {
  /** What the form was begun from. */
  readonly read: Tagged<Thing>;
  readonly readAgain: () => Promise<Tagged<Thing>>;
  /** What the form edits of it: compared as JSON. */
  readonly editedOf: (thing: Thing) => unknown;
  readonly write: (tag: string) => Promise<unknown>;
}

const triesMax = 4;

/** @throws Failure 412 where another has changed what is edited: then nothing was written, and it was read again */
export async function writeAtTag<Thing>({ read, readAgain, editedOf, write }: WriteAtTagOptions<Thing>): Promise<void> {
  const before = JSON.stringify(editedOf(read.thing));
  let { tag } = read;
  for (let tries = 1; ; tries += 1) {
    try {
      await write(tag);
      return;
    } catch (error) {
      if (!isConflict(error)) throw error;
      const now = await readAgain();
      if (tries === triesMax || JSON.stringify(editedOf(now.thing)) !== before) throw error;
      tag = now.tag;
    }
  }
}
