// What the address bar of this page may say; everything else in it is left out.

export interface ImageAccessSearch {
  /** A repository that was refused, or a namespace/*: it is put on the allowlist of the draft. */
  readonly allow?: string;
}

export function parseImageAccessSearch({ allow }: Record<string, unknown>): ImageAccessSearch {
  return { ...(typeof allow === 'string' && allow !== '' && { allow }) };
}
