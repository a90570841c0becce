// The allowlist of a draft: what means the same is there once, what is put back is as it was, and other settings stay.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { AllowlistItem, PolicySettings } from '../../policy/policy-settings.ts';
import { withImages } from '../../policy/sample-settings.ts';
import { addEntries, keepEntry, removeEntry, setAllowlistEnabled, setNote } from './allowlist-draft.ts';
import { createMeanings } from './meanings.ts';

const listOf = (repositories: readonly AllowlistItem[], enabled = true): PolicySettings => withImages({ allowlist: { enabled, repositories } });
const meanings = createMeanings();
const add = (repository: string, { note = '', switchOn = false } = {}) => addEntries([{ repository, note }], { meanings, switchOn });
const noted = { repository: 'b/b', note: 'why' };

const cases: readonly { readonly what: string; readonly before: PolicySettings; readonly change: (settings: PolicySettings) => PolicySettings; readonly after: PolicySettings }[] = [
  { what: 'an entry is added last', before: listOf(['a/a']), change: add('b/b'), after: listOf(['a/a', 'b/b']) },
  { what: 'an entry is added with its note', before: listOf(['a/a']), change: add('b/b', { note: 'why' }), after: listOf(['a/a', noted]) },
  { what: 'the first entry switches the allowlist on', before: listOf([], false), change: add('a/a'), after: listOf(['a/a']) },
  { what: 'a further entry leaves it off', before: listOf(['a/a'], false), change: add('b/b'), after: listOf(['a/a', 'b/b'], false) },
  { what: 'an entry that is to count switches it on', before: listOf(['a/a'], false), change: add('b/b', { switchOn: true }), after: listOf(['a/a', 'b/b']) },
  { what: 'one that is there is not added again, however it is spelt', before: listOf(['nginx']), change: add('docker.io/library/nginx', { note: 'other' }), after: listOf(['nginx']) },
  { what: 'of several that mean the same the first is added', before: listOf([]), change: addEntries(['a/a', 'docker.io/a/a'].map((repository) => ({ repository, note: '' })), { meanings, switchOn: false }), after: listOf(['a/a']) },
  { what: 'what is no pattern is not added, and switches nothing on', before: listOf([], false), change: add('nginx:1.27'), after: listOf([], false) },
  { what: 'an entry is removed, noted or not', before: listOf(['a/a', noted]), change: removeEntry('b/b'), after: listOf(['a/a']) },
  { what: 'an entry is put back where it was, before new ones', before: listOf(['a/a', 'c/c', 'new/one']), change: keepEntry('b/b', ['a/a', 'b/b', 'c/c']), after: listOf(['a/a', 'b/b', 'c/c', 'new/one']) },
  { what: 'putting one back keeps the notes of the draft and what it removed else', before: listOf([{ repository: 'a/a', note: 'mine' }]), change: keepEntry('b/b', ['a/a', 'b/b', 'c/c']), after: listOf([{ repository: 'a/a', note: 'mine' }, 'b/b']) },
  { what: 'an entry is noted', before: listOf(['a/a', 'b/b']), change: setNote('b/b', 'why', ''), after: listOf(['a/a', noted]) },
  { what: 'the note that is saved already is no change', before: listOf([noted]), change: setNote('b/b', 'saved', 'saved'), after: listOf(['b/b']) },
  { what: 'a note that is taken away is sent as empty', before: listOf(['b/b']), change: setNote('b/b', '', 'saved'), after: listOf([{ repository: 'b/b', note: '' }]) },
  { what: 'a new entry whose note is taken away has none', before: listOf([noted]), change: setNote('b/b', '', undefined), after: listOf(['b/b']) },
  { what: 'the allowlist is switched off with its entries', before: listOf(['a/a']), change: setAllowlistEnabled(false), after: listOf(['a/a'], false) },
];

for (const { what, before, change, after } of cases) {
  test(what, () => {
    const untouched = structuredClone(before);
    assert.deepEqual(change(before), after);
    assert.deepEqual(before, untouched, 'the settings in force stay as they are');
  });
}
