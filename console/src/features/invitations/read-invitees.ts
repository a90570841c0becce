// Names and addresses out of what somebody pasted: one a line, or with commas, semicolons or blanks between them, as mail programs copy them too.

const inBrackets = /<\s*([^<>\s]+@[^<>\s]+)\s*>/;

/** In their order, each once whatever its case: `Jane Doe <jane@example.com>, joe` is `jane@example.com` and `joe`. */
export function readInvitees(text: string): readonly string[] {
  const pieces = text.split(/[\n,;]+/).flatMap((piece) => {
    const address = inBrackets.exec(piece)?.[1];
    return address === undefined ? piece.split(/\s+/) : [address];
  });
  const byKey = new Map<string, string>();
  for (const piece of pieces) if (piece !== '' && !byKey.has(piece.toLowerCase())) byKey.set(piece.toLowerCase(), piece);
  return [...byKey.values()];
}
