// Which hosts an authority may vouch for: the DNS names of its name constraints, and their subdomains (RFC 5280, section 4.2.1.10).

/** No certificate can be made for this host: the authority's name constraints do not permit it. */
export class HostNotPermitted extends Error {
  override readonly name = 'HostNotPermitted';
  readonly host: string;

  constructor(host: string) {
    super(`the certificate authority does not permit ${host}: make one that does with pullgate ca rotate, and have clients trust it`);
    this.host = host;
  }
}

const label = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
/** The last label of a DNS name is never all digits: what ends so is an IPv4 address, whole or abbreviated. */
const dnsName = new RegExp(`^(?=.{1,253}$)(?:${label}\\.)*(?!\\d+$)${label}$`);

/** A host as it is compared and written into certificates: lower case, without the dot of the root. Undefined for what is no DNS name, such as an IP address. */
export function parseDnsName(host: string): string | undefined {
  const name = host.toLowerCase().replace(/\.$/, '');
  return dnsName.test(name) ? name : undefined;
}

/** Whether `host` is one of the permitted DNS names or below one. */
export function isPermittedHost(host: string, permittedHosts: readonly string[]): boolean {
  const name = parseDnsName(host);
  return name !== undefined && permittedHosts.some((permitted) => name === permitted || name.endsWith(`.${permitted}`));
}

/** The hosts that certificates cannot be made for, each once, in their order. */
export function hostsNotPermitted(hosts: readonly string[], permittedHosts: readonly string[]): readonly string[] {
  return [...new Set(hosts)].filter((host) => !isPermittedHost(host, permittedHosts));
}
