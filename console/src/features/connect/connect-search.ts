// What the address bar of this page may say; everything else in it is left out. Whether there is such a client, the page finds out.

export interface ConnectSearch {
  readonly client?: string;
  readonly os?: string;
  readonly variant?: string;
}

export function parseConnectSearch({ client, os, variant }: Record<string, unknown>): ConnectSearch {
  return { ...textIn('client', client), ...textIn('os', os), ...textIn('variant', variant) };
}

function textIn(name: keyof ConnectSearch, value: unknown): ConnectSearch {
  // The address bar's parser reads "2.x" as text, but would read "1" as a number.
  return (typeof value === 'string' || typeof value === 'number') && value !== '' ? { [name]: String(value) } : {};
}
