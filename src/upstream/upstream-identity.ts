// As whom an upstream is asked.

/** `gateway`: with the upstream's stored or configured credential; as the anonymous when it has none. `identityKey` names one as text. */
export type UpstreamIdentity = 'anonymous' | 'gateway' | PersonIdentity;

/** A person, with what upstream itself gave for the person's own name and secret. To be kept in memory alone, and out of every log. */
export interface PersonIdentity {
  readonly kind: 'person';
  /** Tells this sign-in from every other one, another of the same person included; nothing can be learnt from it. */
  readonly key: string;
  /** How `token` is sent: as a Bearer token, or as the credentials of the Basic scheme where upstream has no tokens. */
  readonly scheme: 'bearer' | 'basic';
  readonly token: string;
}
