// Docker Hub is known by all of its names, and by no other.
import assert from 'node:assert/strict';
import test from 'node:test';
import { isDockerHubHost } from './docker-hub.ts';

const hosts: readonly (readonly [string, boolean])[] = [
  ['docker.io', true],
  ['Docker.IO', true],
  ['registry-1.docker.io', true],
  ['index.docker.io', true],
  ['registry.hub.docker.com', true],
  ['auth.docker.io', false],
  ['hub.docker.com', false],
  ['docker.io.example.com', false],
  ['', false],
];
for (const [host, isHub] of hosts) test(`${host} is ${isHub ? '' : 'not '}Docker Hub`, () => assert.equal(isDockerHubHost(host), isHub));
