// Whether a request is a person's browser that can show a page, by its Accept header (RFC 9110 section 12.5.1).

/** Longer ones are no browser's. */
const acceptCharactersMax = 2048;

/** True where HTML is wanted more than JSON: browsers say so, and every other client is better off with JSON. */
export function prefersHtml(accept: string | undefined): boolean {
  if (accept === undefined || accept.length > acceptCharactersMax) return false;
  const ranges = accept.split(',').map(readRange);
  return qualityOf(ranges, 'text/html') > qualityOf(ranges, 'application/json');
}

interface MediaRange {
  readonly type: string;
  readonly quality: number;
}

function readRange(text: string): MediaRange {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice('q='.length);
  const quality = weight === undefined ? 1 : Number(weight);
  return { type, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

/** By the most specific range that names the type; 0 where none does. */
function qualityOf(ranges: readonly MediaRange[], type: string): number {
  for (const wanted of [type, type.replace(/\/.*/, '/*'), '*/*']) {
    const range = ranges.find((candidate) => candidate.type === wanted);
    if (range !== undefined) return range.quality;
  }
  return 0;
}
