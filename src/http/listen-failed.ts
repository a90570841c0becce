// Why a listener could not start, and what to do.

/** The address cannot be listened on; the message says which setting to change. */
export class ListenFailed extends Error {
  readonly code: string;
  constructor(message: string, code: string, cause: unknown) {
    super(message, { cause });
    this.name = 'ListenFailed';
    this.code = code;
  }
}

/** Says in the operator's terms why an address cannot be listened on. */
export function listenFailed(error: NodeJS.ErrnoException, { host, port, setting }: { readonly host: string; readonly port: number; readonly setting: string }): ListenFailed {
  const where = `${bracket(host)}:${port}`;
  const code = error.code ?? 'UNKNOWN';
  switch (code) {
    case 'EADDRINUSE':
      return new ListenFailed(`address ${where} is already in use: stop the other program, or set ${setting}`, code, error);
    case 'EACCES':
      return new ListenFailed(`address ${where} needs privileges that pullgate does not have: set ${setting} to a port above 1023`, code, error);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ListenFailed(`address ${where} is not one of this machine: set ${setting}`, code, error);
    default:
      return new ListenFailed(`cannot listen on ${where} (${code}): set ${setting}`, code, error);
  }
}

/** An IPv6 address as it stands before a port. */
export function bracket(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
