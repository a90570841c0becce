// What is looked up of what somebody types.
import assert from 'node:assert/strict';
import test from 'node:test';
import { namespaceOf } from './namespace-of.ts';

for (const [typed, namespace] of [
  ['grafana', 'grafana'],
  ['  Grafana ', 'grafana'],
  ['grafana/loki:3', 'grafana'],
  ['docker.io/grafana/loki', 'grafana'],
  ['https://hub.docker.com/r/grafana/loki', 'grafana'],
  ['', ''],
] as const) {
  test(`${JSON.stringify(typed)} is looked up as ${JSON.stringify(namespace)}`, () => assert.equal(namespaceOf(typed), namespace));
}
