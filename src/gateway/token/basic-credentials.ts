// Reads a user name and password from an Authorization header.

export interface BasicCredentials {
  readonly identifier: string;
  readonly secret: string;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** RFC 7617: `Basic base64(name:password)`, UTF-8; undefined for another scheme or what cannot be read. */
export function parseBasicCredentials(authorization: string): BasicCredentials | undefined {
  const encoded = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(authorization)?.[1];
  if (encoded === undefined) return undefined;
  const text = decode(encoded);
  const colon = text?.indexOf(':') ?? -1;
  if (text === undefined || colon < 1) return undefined;
  return { identifier: text.slice(0, colon), secret: text.slice(colon + 1) };
}

function decode(encoded: string): string | undefined {
  try {
    return utf8.decode(Buffer.from(encoded, 'base64'));
  } catch {
    return undefined;
  }
}
