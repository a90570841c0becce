// The proxy variables of an environment, as Go's programs and curl read them: golang.org/x/net/http/httpproxy.
import type { ClientEnvironment } from './run-client.ts';

const proxyNames = /^(?:https?|all|no)_proxy$/i;

/** What a shell tells its programs. */
export interface ProxyVariables {
  /** HTTPS_PROXY; undefined for none. */
  readonly proxy: string | undefined;
  /** NO_PROXY; empty for none. */
  readonly noProxy: string;
}

/** Upper case goes before lower case, and an empty variable is none. */
export function readProxyVariables(env: ClientEnvironment): ProxyVariables {
  const read = (name: string): string | undefined => [env[name.toUpperCase()], env[name]].find((value) => value !== undefined && value !== '');
  return { proxy: read('https_proxy'), noProxy: read('no_proxy') ?? '' };
}

/** The environment without any of them. */
export function withoutProxyVariables(env: ClientEnvironment): ClientEnvironment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !proxyNames.test(name)));
}

/** The first item of NO_PROXY that exempts `host`; undefined when there is none. `example.com` exempts its subdomains too, `.example.com` those alone. */
export function exceptionFor(noProxy: string, host: string): string | undefined {
  return noProxy.split(',').map((item) => item.trim()).find((item) => {
    const name = item.toLowerCase().replace(/:443$/, '').replace(/^\*\./, '.');
    if (name === '') return false;
    return name === '*' || name === host || host.endsWith(name.startsWith('.') ? name : `.${name}`);
  });
}
