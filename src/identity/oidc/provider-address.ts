// Which addresses an identity provider may have: https, and http on this very machine.

/** Whether it is a loopback address, or the name that stands for one (RFC 6761 section 6.3). */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** What is wrong with an issuer's address, as it reads after `issuer`; undefined when nothing is. Source: OpenID Connect Discovery 1.0 section 2. */
export function problemOfIssuer(issuer: string): string | undefined {
  const url = URL.parse(issuer);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return 'must be the address of your identity provider, such as https://login.example.com/realms/acme';
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) return 'must begin with https://: sign-in over http can be read and changed on the way';
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return 'must have neither a user name, nor ?, nor #';
  if (url.pathname.includes('/.well-known/')) return 'must be the issuer alone: leave out /.well-known/openid-configuration';
  return undefined;
}

/** An address in the provider's documents: https, or http on loopback where the issuer itself is there. */
export function isEndpointFor(issuer: URL, endpoint: URL): boolean {
  if (endpoint.protocol === 'https:') return true;
  return endpoint.protocol === 'http:' && issuer.protocol === 'http:' && isLoopbackHost(issuer.hostname) && isLoopbackHost(endpoint.hostname);
}
