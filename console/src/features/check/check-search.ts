// What the address bar of Can I pull this? may say: the images, and for whom an owner asks.

export interface CheckSearch {
  /** One image, or several with a comma between them. */
  readonly image?: string;
  /** Left out: an owner asks for any member, everybody else for themselves. */
  readonly username?: string;
}

export function parseCheckSearch({ image, username }: Record<string, unknown>): CheckSearch {
  return { ...textOf('image', image), ...textOf('username', username) };
}

function textOf<Name extends string>(name: Name, value: unknown): { readonly [Key in Name]?: string } {
  // The router makes numbers and truth values of what looks like them.
  const text = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value).trim() : '';
  return text === '' ? {} : ({ [name]: text } as { readonly [Key in Name]?: string });
}

/** Each once, in their order. */
export function imagesOf({ image }: CheckSearch): readonly string[] {
  return [...new Set((image ?? '').split(/[\s,]+/).filter((text) => text !== ''))];
}
