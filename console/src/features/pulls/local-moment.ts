// Moments as a browser's own field for them has them, in the reader's zone, and as the address bar has them, in UTC.

/** `2026-11-22T10:15`, or nothing for what is no moment. */
export function toLocalMoment(time: string | undefined): string {
  const atMs = time === undefined ? Number.NaN : Date.parse(time);
  if (Number.isNaN(atMs)) return '';
  const at = new Date(atMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** `2026-11-22T09:15:00.000Z`, or nothing for a field that is not filled in. */
export function fromLocalMoment(value: string): string {
  const atMs = Date.parse(value);
  return value === '' || Number.isNaN(atMs) ? '' : new Date(atMs).toISOString();
}
