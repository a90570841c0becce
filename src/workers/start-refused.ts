// Why worker processes could not be started, in the operator's terms.

/** No worker can start as things are, and trying again is of no use. The message says what to do. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}
