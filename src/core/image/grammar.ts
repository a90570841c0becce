// The grammar of image names, atom by atom under the names that distribution/reference's grammar gives them.
// No two ways to read the same characters stand side by side, so that matching takes time linear in the text.

const optional = (pattern: string): string => `(?:${pattern})?`;
const anyTimes = (pattern: string): string => `(?:${pattern})*`;
const captured = (pattern: string): string => `(${pattern})`;
const anchored = (pattern: string): RegExp => new RegExp(`^${pattern}$`);

const alphanumeric = '[a-z0-9]+';
/** One dot, one or two underscores, any number of dashes. */
const separator = '(?:[._]|__|-+)';
const pathComponent = alphanumeric + anyTimes(separator + alphanumeric);
/** The distribution spec's `<name>`. */
const remoteName = pathComponent + anyTimes(`/${pathComponent}`);

const domainNameComponent = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
/** IPv4 addresses included. */
const domainName = domainNameComponent + anyTimes(`\\.${domainNameComponent}`);
/** Neither zone identifiers nor IPv4-mapped addresses; what stands between the brackets is not checked further. */
const ipv6Address = '\\[[a-fA-F0-9:]+\\]';
const host = `(?:${domainName}|${ipv6Address})`;
const domainAndPort = host + optional(':[0-9]+');

const tag = '[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127}';
const digestAlgorithm = '[A-Za-z][A-Za-z0-9]*' + anyTimes('[-_+.][A-Za-z][A-Za-z0-9]*');
const digest = `${digestAlgorithm}:[0-9a-fA-F]{32,}`;
const name = optional(`${domainAndPort}/`) + remoteName;

export const tagPattern = anchored(tag);
/** Groups: domain (may be absent), remote name. */
export const namePattern = anchored(optional(`${captured(domainAndPort)}/`) + captured(remoteName));
/** Groups: name, tag, digest; the last two may be absent. */
export const referencePattern = anchored(captured(name) + optional(`:${captured(tag)}`) + optional(`@${captured(digest)}`));
/** 64 hexadecimal digits: an image's id, never a name. */
export const identifierPattern = anchored('[a-f0-9]{64}');
/** Any digest as go-digest reads it, supported or not. */
export const anyDigestPattern = anchored('[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+');

/** distribution/reference's RepositoryNameTotalLengthMax: of the path, the domain not counted. */
export const repositoryCharactersMax = 255;

const remoteNamePattern = anchored(remoteName);

/** Whether the text is the distribution spec's `<name>`: a path without a domain, at most 255 characters. */
export function isRepositoryName(text: string): boolean {
  return text.length <= repositoryCharactersMax && remoteNamePattern.test(text);
}

const domainPattern = anchored(domainAndPort);

/** Whether the text is `host[:port]` as it stands before a repository: `ghcr.io`, `127.0.0.1:5000`, `[::1]:5000`. */
export function isRegistryName(text: string): boolean {
  return domainPattern.test(text);
}
