// What differs between two policies, setting by setting, for people and for scripts.
import type { Policy } from './policy.ts';

export interface Difference {
  /** `restricted_images.allow_community_images` */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Say again what others say: the revision's own number, and `sign_in.enforced` under Docker's other name. */
const repetitions = new Set(['revision', 'sign_in.anonymous']);

/** Lists the settings that differ; objects are compared inside, lists as a whole. */
export function differences(before: Policy, after: Policy): readonly Difference[] {
  return compare('', before.settings, after.settings).filter(({ path }) => !repetitions.has(path));
}

/** `restricted_images.mode: enforce -> audit`; of a list, what came and what went. */
export function formatDifference({ path, before, after }: Difference): string {
  if (!Array.isArray(before) || !Array.isArray(after)) return `${path}: ${show(before)} -> ${show(after)}`;
  const [old, now] = [before.map(show), after.map(show)];
  const came = now.filter((item) => !old.includes(item)).map((item) => `+${item}`);
  const went = old.filter((item) => !now.includes(item)).map((item) => `-${item}`);
  const changes = [...came, ...went];
  return `${path}: ${changes.length === 0 ? 'another order' : changes.join(' ')}`;
}

function compare(path: string, before: unknown, after: unknown): readonly Difference[] {
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => compare(path === '' ? name : `${path}.${name}`, before[name], after[name]));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One value in one word: a registry as `ghcr.io=deny`, an override as `namespace=category`. */
function show(value: unknown): string {
  if (typeof value === 'string') return value === '' ? '(empty)' : value;
  if (isObject(value)) {
    const name = value['address'] ?? value['namespace'] ?? value['id'];
    const state = value['category'] ?? (value['allowed'] === true ? 'allow' : 'deny');
    if (typeof name === 'string' && typeof state === 'string') return `${name}=${state}`;
  }
  return JSON.stringify(value);
}
