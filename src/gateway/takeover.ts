// Under which registry's own name a request came.

/** A registry's host that the gateway answers as. */
export interface Takeover {
  /** The configured registry: `docker.io`. */
  readonly registry: string;
  /** `registry-1.docker.io`. */
  readonly host: string;
  /** The host of the token endpoint that challenges name; taken over for the same registry. */
  readonly tokenHost: string;
}
