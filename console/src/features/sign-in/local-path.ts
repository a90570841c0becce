// Where to go after signing in: a page of this console, whatever the address bar asks for.

/** `/` for what is no path of this site: `//evil.example`, `https://...`, `/\evil`. */
export function localPath(text: string | undefined): string {
  if (text === undefined || !/^\/(?![/\\])/.test(text)) return '/';
  const base = 'http://localhost';
  const url = URL.canParse(text, base) ? new URL(text, base) : undefined;
  return url?.origin === base ? `${url.pathname}${url.search}${url.hash}` : '/';
}
