// Addresses of the server, read once more before they go into files of many formats.
import { SetupObstacle } from './facts.ts';

/** Letters, digits and what stands between them; an IPv6 address in brackets. URL lets more pass. */
const hostGrammar = /^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?$/;

/** @throws SetupObstacle naming the `setting` when the text is no http or https origin */
export function parseAddress(text: string, setting: string): URL {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || !hostGrammar.test(url.host)) throw new SetupObstacle(`${setting} is no address that clients can be given: write it like https://registry.example.com`);
  return url;
}

/** Whether only programs on the same machine reach it. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Whether it is what a listener has for all its addresses, and no client can dial. */
export function isEverywhere(hostname: string): boolean {
  return hostname === '0.0.0.0' || hostname === '[::]';
}
