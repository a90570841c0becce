// What the address of the sign-in page says.

export interface SignInSearch {
  /** A path of the console to go on to. */
  readonly next?: string;
  /** Left out: with a password. */
  readonly way?: 'single-sign-on';
}

export function parseSignInSearch({ next, way }: Record<string, unknown>): SignInSearch {
  return { ...(typeof next === 'string' && { next }), ...(way === 'single-sign-on' && { way }) };
}
