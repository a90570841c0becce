// When a token is to end, as it is chosen in a form and as the API takes it.
import { Failure } from '../api/failure.ts';

const dayMs = 86_400_000;

export const expiryChoices = [
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
  { value: 'day', label: 'On a day of your own' },
  { value: 'never', label: 'Never' },
] as const;

export interface Expiry {
  readonly choice: (typeof expiryChoices)[number]['value'];
  /** `2027-01-31`, in the reader's zone; counts with the choice `day`. */
  readonly day: string;
}

export const expiryDefault: Expiry = { choice: '90', day: '' };

/** RFC 3339, or null for never; undefined while no day is chosen. A day is over at its last second. */
export function expiresAt({ choice, day }: Expiry, nowMs: number): string | null | undefined {
  if (choice === 'never') return null;
  if (choice !== 'day') return new Date(nowMs + Number(choice) * dayMs).toISOString();
  const end = new Date(`${day}T23:59:59`);
  return Number.isNaN(end.getTime()) ? undefined : end.toISOString();
}

/**
 * For a form that is sent.
 * @throws Failure while no day is chosen, with the field that the API has for it
 */
export function chosenExpiry(expiry: Expiry, nowMs: number): string | null {
  const ends = expiresAt(expiry, nowMs);
  if (ends === undefined) throw new Failure('choose the last day', { status: 400, fields: { expires_at: ['choose a day'] } });
  return ends;
}

/** Of a token that the API gives: RFC 3339, null or empty for never. */
export function isExpired(at: string | null, nowMs: number): boolean {
  return at !== null && at !== '' && Date.parse(at) <= nowMs;
}
