// What a client sends as Host ends up in headers and messages: only what is a host may.
import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import test from 'node:test';
import { configuredAddress, publicAddress, takenOverAddress } from './public-address.ts';

function asked(host: string | undefined): Pick<IncomingMessage, 'headers' | 'socket'> {
  return { headers: host === undefined ? {} : { host }, socket: new Socket() };
}

for (const host of ['gate', 'gate.example.com', 'gate.example.com:5000', '127.0.0.1:5000', 'localhost', '[::1]:5000', 'my_gate:80']) {
  test(`host ${host} is the gateway's address`, () => {
    assert.deepEqual(publicAddress(asked(host), undefined), { origin: `http://${host}`, host, realm: `http://${host}/token`, service: 'pullgate' });
  });
}

for (const host of [undefined, '', 'a"b', 'a\\b', 'a/b', 'a b', 'user@gate', 'gate:port', 'gate:123456', '-gate', 'gate?x', 'gate,other', 'a'.repeat(300), '[::1', 'gate\u00e9']) {
  test(`host ${host === undefined ? 'missing' : JSON.stringify(host).slice(0, 20)} is refused`, () => {
    assert.equal(publicAddress(asked(host), undefined), undefined);
  });
}

test('a configured address goes before whatever the client sent', () => {
  assert.deepEqual(publicAddress(asked('evil.example'), configuredAddress('https://gate.example.com:5443/')), {
    origin: 'https://gate.example.com:5443',
    host: 'gate.example.com:5443',
    realm: 'https://gate.example.com:5443/token',
    service: 'pullgate',
  });
});

test('over TLS the scheme is https', () => {
  const socket = Object.assign(new Socket(), { encrypted: true });
  assert.equal(publicAddress({ headers: { host: 'gate' }, socket }, undefined)?.origin, 'https://gate');
});

test("under Docker Hub's own name challenges are Docker Hub's own, and nobody has to name a host to sign in", () => {
  assert.deepEqual(takenOverAddress({ registry: 'docker.io', host: 'registry-1.docker.io', tokenHost: 'auth.docker.io' }), {
    origin: 'https://registry-1.docker.io',
    host: '',
    realm: 'https://auth.docker.io/token',
    service: 'registry.docker.io',
  });
});

test("under another registry's name its host has the tokens", () => {
  assert.deepEqual(takenOverAddress({ registry: 'ghcr.io', host: 'ghcr.io', tokenHost: 'ghcr.io' }), { origin: 'https://ghcr.io', host: 'ghcr.io', realm: 'https://ghcr.io/token', service: 'ghcr.io' });
});
