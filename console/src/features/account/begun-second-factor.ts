// What an authenticator app is given before the second factor is confirmed.

export interface BegunSecondFactor {
  readonly secret: string;
  readonly uri: string;
}
