// What others changed in between is never overwritten unasked; what only counts is no conflict.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Failure } from './failure.ts';
import { writeAtTag } from './write-at-tag.ts';

interface Thing {
  readonly label: string;
  readonly uses: number;
}

function store(now: Thing, tag: string) {
  const written: string[] = [];
  return {
    written,
    readAgain: () => Promise.resolve({ thing: now, tag }),
    editedOf: ({ label }: Thing) => label,
    write: (sent: string) => {
      if (sent !== tag) return Promise.reject(new Failure('changed in the meantime', { status: 412 }));
      written.push(sent);
      return Promise.resolve();
    },
  };
}

const read = { thing: { label: 'ci', uses: 1 }, tag: '1' };

test('it is written at the tag that was read', async () => {
  const { written, ...rest } = store(read.thing, '1');
  await writeAtTag({ read, ...rest });
  assert.deepEqual(written, ['1']);
});

test('a tag that changed with nothing of what is edited is taken anew', async () => {
  const { written, ...rest } = store({ label: 'ci', uses: 2 }, '2');
  await writeAtTag({ read, ...rest });
  assert.deepEqual(written, ['2']);
});

test('what another changed is a conflict, and nothing is written', async () => {
  const { written, ...rest } = store({ label: 'mirror', uses: 1 }, '2');
  await assert.rejects(writeAtTag({ read, ...rest }), { status: 412 });
  assert.deepEqual(written, []);
});

test('other failures are thrown as they are, and a tag that never holds is given up', async () => {
  const { readAgain, editedOf } = store(read.thing, '1');
  let tries = 0;
  const refuse = (status: number) => () => {
    tries += 1;
    return Promise.reject(new Failure('no', { status }));
  };
  await assert.rejects(writeAtTag({ read, readAgain, editedOf, write: refuse(400) }), { status: 400 });
  assert.equal(tries, 1);
  await assert.rejects(writeAtTag({ read, readAgain, editedOf, write: refuse(412) }), { status: 412 });
  assert.equal(tries, 5);
});
