// Reads what a revision changed, setting by setting: each part proves its type or the read fails.
import type { RevisionChange } from '../../admin/settings/settings.port.ts';
import { type Row, json, malformed } from './row.ts';

type Setting = RevisionChange['settings'][number];
type Fields<T> = Partial<Record<keyof T, unknown>>;

const column = 'changes';

/** The column is not null. */
export function readChange(row: Row): RevisionChange {
  const { settings, rolledBackTo } = fieldsOf<RevisionChange>(json(row, column));
  if (!Array.isArray(settings) || !settings.every(isSetting)) throw malformed(column, 'a list of settings');
  if (rolledBackTo === undefined) return { settings };
  if (typeof rolledBackTo !== 'number') throw malformed(column, 'of a revision');
  return { settings, rolledBackTo };
}

function isSetting(item: unknown): item is Setting {
  const { path, before, after, added, removed, changed, reordered } = fieldsOf<Setting>(item);
  const areEntries = [added, removed, changed].every((entries) => entries === undefined || isChangedEntries(entries));
  return typeof path === 'string' && [before, after].every(isSingle) && areEntries && ['undefined', 'boolean'].includes(typeof reordered);
}

function isSingle(value: unknown): boolean {
  return ['undefined', 'boolean', 'string'].includes(typeof value);
}

function isChangedEntries(item: unknown): boolean {
  const { count, names } = fieldsOf<NonNullable<Setting['added']>>(item);
  return Number.isSafeInteger(count) && Array.isArray(names) && names.every((name) => typeof name === 'string');
}

function fieldsOf<T>(item: unknown): Fields<T> {
  return typeof item === 'object' && item !== null ? item : {};
}
