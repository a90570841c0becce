// A browser as far as a sign-in needs one: cookies by origin, redirects, and the provider's two forms.

export interface Visit {
  readonly url: URL;
  readonly status: number;
  readonly text: string;
  /** Every address on the way, the last one included. */
  readonly way: readonly URL[];
}

export interface Browser {
  /** Goes there and wherever it is sent, signing in as `login` where it is asked who it is. Stops before an address of which `stopBefore` holds. */
  readonly visit: (address: string, options?: { readonly login?: string; readonly stopBefore?: (url: URL) => boolean }) => Promise<Visit>;
  /** Of an origin, as a Cookie header. */
  readonly cookies: (origin: string) => string;
  readonly setCookies: (origin: string, header: string) => void;
}

const hopsMax = 20;

export function openBrowser(): Browser {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (origin: string): Map<string, string> => {
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  };
  const cookies = (origin: string): string => [...jarOf(origin)].map(([name, value]) => `${name}=${value}`).join('; ');
  const send = async (url: URL, form?: URLSearchParams): Promise<Response> => {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { accept: 'text/html,application/json', cookie: cookies(url.origin), ...(form === undefined ? {} : { origin: url.origin }) },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '' || /max-age=0|expires=Thu, 01 Jan 1970/i.test(cookie)) jarOf(url.origin).delete(name);
      else jarOf(url.origin).set(name, value);
    }
    return response;
  };

  return {
    cookies,
    setCookies: (origin, header) => {
      for (const pair of header.split(/;\s*/)) jarOf(origin).set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    },
    visit: async (address, { login, stopBefore = () => false } = {}) => {
      const way: URL[] = [];
      let [url, form]: [URL, URLSearchParams | undefined] = [new URL(address), undefined];
      for (let hop = 0; hop < hopsMax; hop += 1) {
        way.push(url);
        if (stopBefore(url)) return { url, status: 0, text: '', way };
        const response = await send(url, form);
        const text = await response.text();
        const location = response.headers.get('location');
        const action = /<form[^>]*action="([^"]+)"/.exec(text)?.[1];
        const prompt = /name="prompt" value="(login|consent)"/.exec(text)?.[1];
        if (location !== null) [url, form] = [new URL(location, url), undefined];
        else if (action !== undefined && prompt !== undefined && login !== undefined) [url, form] = [new URL(action, url), new URLSearchParams({ prompt, login, password: 'any' })];
        else return { url, status: response.status, text, way };
      }
      throw new Error(`more than ${hopsMax} redirects: ${way.join(' ')}`);
    },
  };
}
