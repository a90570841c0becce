// The Range request header (RFC 9110 section 14.2), as blob reads use it: one range of bytes.
import { RegistryError } from './error.ts';

/** Positions are byte offsets, `last` included. */
export type RangeRequest =
  /** The header asks for nothing that is served in parts: the whole is the answer, with 200. */
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly first: number; readonly last?: number }
  /** The last `length` bytes; only while the size is not known. */
  | { readonly kind: 'suffix'; readonly length: number };

/**
 * Reads a Range header. With `size` (bytes of the whole) the answer is resolved: `whole`, or a `part` with both ends.
 * Another unit and several ranges are ignored, as RFC 9110 section 14.2 has it.
 * @throws RegistryError RANGE_INVALID (416): a malformed range of bytes, or one that starts beyond `size`.
 */
export function parseRange(header: string | undefined, size?: number): RangeRequest {
  const match = /^\s*bytes\s*=(.*)$/is.exec(header ?? '');
  if (match === null) return { kind: 'whole' };
  const specifiers = (match[1] ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '');
  if (specifiers.length === 0) throw invalid('range is empty: ask for bytes=FIRST-LAST');
  const ranges = specifiers.map(parseSpecifier);
  const [range] = ranges;
  if (range === undefined || ranges.length > 1) return { kind: 'whole' };
  return size === undefined ? range : resolve(range, size);
}

/** The range as a Range header: `bytes=0-99`; undefined for the whole. */
export function formatRange(range: RangeRequest): string | undefined {
  switch (range.kind) {
    case 'whole':
      return undefined;
    case 'part':
      return `bytes=${range.first}-${range.last ?? ''}`;
    case 'suffix':
      return `bytes=-${range.length}`;
  }
}

/** Where a partial answer lies in the whole; `size` is undefined when the sender did not tell (`*`). */
export interface ContentRange {
  readonly first: number;
  readonly last: number;
  readonly size?: number;
}

/** Reads a Content-Range header of a 206 answer (RFC 9110 section 14.4); undefined when it is malformed or of another unit. */
export function parseContentRange(header: string | undefined): ContentRange | undefined {
  const match = /^\s*bytes\s+(\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)\s*$/i.exec(header ?? '');
  if (match === null) return undefined;
  const first = Number(match[1]);
  const last = Number(match[2]);
  const size = match[3] === '*' ? undefined : Number(match[3]);
  if (last < first || (size !== undefined && last >= size)) return undefined;
  return { first, last, ...(size === undefined ? {} : { size }) };
}

function parseSpecifier(text: string): RangeRequest {
  const match = /^(\d{0,15})-(\d{0,15})$/.exec(text);
  const [first, last] = [match?.[1] ?? '', match?.[2] ?? ''];
  if (first === '' && last === '') throw invalid('range is malformed: ask for bytes=FIRST-LAST');
  if (first === '' && Number(last) === 0) throw invalid('range asks for no bytes: ask for bytes=FIRST-LAST');
  if (first === '') return { kind: 'suffix', length: Number(last) };
  if (last === '') return { kind: 'part', first: Number(first) };
  if (Number(last) < Number(first)) throw invalid('range ends before it starts: ask for bytes=FIRST-LAST');
  return { kind: 'part', first: Number(first), last: Number(last) };
}

function resolve(range: RangeRequest, size: number): RangeRequest {
  switch (range.kind) {
    case 'whole':
      return range;
    case 'part':
      if (range.first >= size) throw invalid(`range starts at byte ${range.first}, but there are only ${size} bytes`);
      return { kind: 'part', first: range.first, last: Math.min(range.last ?? size - 1, size - 1) };
    case 'suffix':
      if (size === 0) throw invalid('range asks for bytes, but there are none');
      return { kind: 'part', first: Math.max(0, size - range.length), last: size - 1 };
  }
}

function invalid(message: string): RegistryError {
  return new RegistryError('RANGE_INVALID', message);
}
