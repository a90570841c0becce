// All workers have the same port, whoever of them died when.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createSharedPort } from './shared-port.ts';

test('workers ask for the configured port while one of them holds it', () => {
  const port = createSharedPort(0);
  port.joined(1, 5001);
  port.joined(2, 5001);
  port.left(1);
  assert.equal(port.next(), 0);
});

test('when all have died, those that come after them ask for the port that was given', () => {
  const port = createSharedPort(0);
  port.joined(1, 5001);
  port.left(1);
  assert.equal(port.next(), 5001);
  port.joined(1, 5001);
  assert.equal(port.next(), 5001);
});

test('who died before anybody had a port changes nothing', () => {
  const port = createSharedPort(5000);
  port.left(1);
  assert.equal(port.next(), 5000);
});

test('a worker on another port than the others is refused', () => {
  const port = createSharedPort(0);
  port.joined(1, 5001);
  assert.throws(() => port.joined(2, 5002), /port 5002, and others on 5001/);
});
