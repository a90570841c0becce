// What changed in a line, in the words that differences opened whole have too (setting-texts.ts).
import type { Answer } from '../api/operation-types.ts';
import { formatNumber } from '../ui/format.ts';
import { anotherOrder, listWords, settingName, settingValue } from './setting-texts.ts';

type Revision = Answer<'listRevisions'>['results'][number];
type SettingChange = NonNullable<Revision['changes']>[number];
type Entries = NonNullable<SettingChange['added']>;

const verbs = ['added', 'removed', 'changed'] as const;

/** `Mode: audit → enforce`, `Help text changed`, `3 allowlist entries added, 1 removed`, `Allowlist entry grafana/* added`. */
export function changeWords({ path, before, after, ...entries }: SettingChange): string {
  if (before !== undefined && after !== undefined) return singleWords(path, before, after);
  const parts = verbs.flatMap((verb) => {
    const { [verb]: some } = entries;
    return some === undefined ? [] : [{ verb, some }];
  });
  const [first, ...more] = parts;
  if (first === undefined) return `${settingName(path)}: ${anotherOrder}`;
  return [`${entriesWords(path, first.some)} ${first.verb}`, ...more.map(({ verb, some }) => `${countOrName(some)} ${verb}`)].join(', ');
}

/** A text is long, and has no names for its values: that it changed is said, and the opened revision has both. */
function singleWords(path: string, before: boolean | string, after: boolean | string): string {
  const [was, is] = [settingValue(path, before), settingValue(path, after)];
  if (typeof after === 'string' && is.startsWith('"')) return `${settingName(path)} ${before === '' ? 'added' : 'changed'}`;
  return after === '' ? `${settingName(path)} removed` : `${settingName(path)}: ${was} → ${is}`;
}

function entriesWords(path: string, some: Entries): string {
  const { one, many } = listWords(path);
  const [first = '', second] = some.names;
  return some.count === 1 && second === undefined ? `${one} ${first}` : `${formatNumber(some.count)} ${many}`;
}

function countOrName({ count, names }: Entries): string {
  return count === 1 ? (names[0] ?? '1') : formatNumber(count);
}

/** What a list of revisions says of one: no more than `shownMax` settings, and how many more there are. */
export function revisionWords({ revision, changes, rolled_back_to: broughtBack, summary }: Pick<Revision, 'revision' | 'changes' | 'rolled_back_to' | 'summary'>, shownMax = 4): string {
  // The first settings, or made before the server kept more than the line.
  if (changes === null) return revision === 1 ? 'First settings' : summary;
  const shown = changes.slice(0, shownMax).map(changeWords);
  const rest = changes.length - shown.length;
  const what = [...shown, ...(rest > 0 ? [`${formatNumber(rest)} more`] : [])].join('; ');
  return broughtBack === null ? what : `Revision ${broughtBack} brought back: ${what}`;
}
