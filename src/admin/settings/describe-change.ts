// What a change of settings changed, in one line for the history.
import type { OrganizationSettings } from '../../core/policy/settings.ts';
import { type SettingValue, flattenSettings } from './flatten-settings.ts';

const namedEntriesMax = 3;
const summaryCharactersMax = 500;

/** `allow_community_images: false -> true; allowlist.repositories: 1 added (someuser/app)`; empty: nothing changed. */
export function describeChange(before: OrganizationSettings, after: OrganizationSettings): string {
  const old = flattenSettings(before);
  const changes = [...flattenSettings(after)].flatMap(([name, value]) => {
    const was = old.get(name);
    return was === undefined || isSame(was, value) ? [] : [`${name}: ${describeValue(was, value)}`];
  });
  const line = changes.join('; ');
  return line.length <= summaryCharactersMax ? line : `${line.slice(0, summaryCharactersMax - '...'.length)}...`;
}

function isSame(was: SettingValue, is: SettingValue): boolean {
  return JSON.stringify(was) === JSON.stringify(is);
}

function describeValue(was: SettingValue, is: SettingValue): string {
  if (typeof was !== 'object' || typeof is !== 'object') return `${showValue(was)} -> ${showValue(is)}`;
  const added = missingFrom(was, is);
  const removed = missingFrom(is, was);
  if (added.length === 0 && removed.length === 0) return 'reordered';
  return [describeEntries('added', added), describeEntries('removed', removed)].filter((part) => part !== '').join(', ');
}

function missingFrom(list: readonly string[], candidates: readonly string[]): readonly string[] {
  const known = new Set(list);
  return candidates.filter((candidate) => !known.has(candidate));
}

function describeEntries(verb: 'added' | 'removed', entries: readonly string[]): string {
  if (entries.length === 0) return '';
  const named = entries.slice(0, namedEntriesMax).join(', ');
  return `${entries.length} ${verb} (${named}${entries.length > namedEntriesMax ? ', ...' : ''})`;
}

function showValue(value: SettingValue): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}
