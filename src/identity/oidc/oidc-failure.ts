// A sign-in, or the set-up of one, that came to nothing because of the identity provider or of what it answered.

/** `message` is one sentence for the person who signs in: lower case, without a full stop, no secret; what the provider itself said is in it at 200 characters at most. */
export class OidcFailure extends Error {
  override readonly name = 'OidcFailure';
}

const foreignCharactersMax = 200;

/** What somebody else wrote, as it may stand in one of our sentences: one line, cut. */
export function quoteForeign(text: string): string {
  return text.slice(0, foreignCharactersMax).replace(/\p{Cc}+/gu, ' ').trim();
}
