// Reads a JSON object of a program that takes part.

/** Throws when the text is no JSON object. */
export function parseJson(text: string): Readonly<Record<string, unknown>> {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new Error(`no JSON object: ${text.slice(0, 200)}`);
  return { ...parsed };
}
