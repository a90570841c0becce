// What each part of the connection's form is given.
import type { ConnectionDraft } from './connection-draft.ts';

export interface FormPart {
  readonly draft: ConnectionDraft;
  readonly edit: (change: Partial<ConnectionDraft>) => void;
  /** Of the last try, by the API's names. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
}
