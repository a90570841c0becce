// Issuers at which anybody can have an account: being known there says nothing of belonging to an organization.

/** Their issuers as their discovery documents have them (2026). The tenant of Microsoft's is that of personal accounts. */
const publicIssuers: ReadonlySet<string> = new Set([
  'https://accounts.google.com/',
  'https://appleid.apple.com/',
  'https://gitlab.com/',
  'https://www.facebook.com/',
  'https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0',
]);

export function allowsEverybody(issuer: string): boolean {
  return publicIssuers.has(URL.parse(issuer)?.href ?? '');
}
