// When upstream fails, every client says so in upstream's name: never the policy's, never a permission.
import assert from 'node:assert/strict';
import test, { after, before, describe } from 'node:test';
import { owner } from '../gateway-process.ts';
import { serverError, tooManyRequests } from '../upstream/faults.ts';
import { badManifestLine, denialLine, errorLine, imageName, missingLine, rateLimitLine } from './printed-line.ts';
import type { Pulled } from './printed-line.ts';
import { clientNames, clientObstacle, startStage } from './stage.ts';
import type { ClientName, Stage } from './stage.ts';

const runnable = clientNames.filter((name) => clientObstacle(name) === false);
/** A registry at an address where nobody listens. */
const gone = 'gone.example.com';
let stage: Stage;

before(async () => {
  if (runnable.length === 0) return;
  stage = await startStage({ clients: runnable, gateway: { flags: ['--upstream', `${gone}=http://127.0.0.1:1`] } });
  for (const name of runnable) await stage.client(name).login(stage.gateway.host, owner);
});
after(async () => {
  if (runnable.length > 0) await stage.close();
});

interface Failing {
  readonly what: string;
  readonly repository: string;
  readonly reference: string;
  /** Of this repository alone. */
  readonly fault?: Parameters<Stage['upstream']['faults']['add']>[0];
  readonly message: string;
  readonly line: Readonly<Record<ClientName, (pulled: Pulled, message: string) => string>>;
  /** Clients that ask so often before they give up that a test has no time for it. */
  readonly without?: readonly ClientName[];
}

const retryAfterSeconds = 1;
const nginx = { repository: 'library/nginx', reference: 'latest' } as const;
const failures: readonly Failing[] = [
  {
    what: 'has no such tag',
    repository: 'library/nginx',
    reference: 'no-such-tag',
    message: 'upstream docker.io has no library/nginx:no-such-tag (docker.io says: manifest unknown)',
    line: missingLine,
  },
  {
    what: 'refuses the repository',
    repository: 'library/no-such-image',
    reference: 'latest',
    message: 'upstream docker.io refused access to library/no-such-image: it is private there, or does not exist (docker.io says: authentication required)',
    line: denialLine,
  },
  {
    what: 'is out of order',
    repository: 'grafana/grafana',
    reference: 'latest',
    fault: { on: { endpoint: 'manifest', repository: 'grafana/grafana' }, fault: serverError(503) },
    message: '502 upstream docker.io answered with something unusable for grafana/grafana:latest: try again later',
    line: badManifestLine,
  },
  {
    what: 'cannot be reached',
    repository: `${gone}/owner/image`,
    reference: 'latest',
    message: `503 upstream ${gone} cannot be reached for owner/image:latest: try again later`,
    line: badManifestLine,
  },
  {
    what: 'limits the rate of pulls',
    repository: 'library/alpine',
    reference: 'latest',
    fault: { on: { endpoint: 'manifest', repository: 'library/alpine' }, fault: tooManyRequests(retryAfterSeconds) },
    message:
      'upstream docker.io limits the rate of pulls and did not serve library/alpine:latest: try again later (docker.io says: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit)',
    line: rateLimitLine,
    without: ['podman', 'buildah'],
  },
];

/** containerd and what is built on it ask with HEAD. */
const asksWithHead = (name: ClientName): boolean => name.startsWith('ctr') || name === 'buildctl' || name === 'docker-29';

/** HEAD's answers have no body: upstream's own words are not among what the gateway knows then. */
const withoutBody = (message: string): string => message.replace(/ \(docker\.io says: [^)]*\)/, '');

/** They mostly wait between their attempts. Each pulls one image at a time: BuildKit takes two builds of the same sender for one. */
const clientsAtOnce = 4;

function testFailure({ what, repository, reference, message, line, without = [] }: Failing): void {
  for (const name of clientNames.filter((candidate) => !without.includes(candidate))) {
    test(`${name} tells that upstream ${what}`, { skip: clientObstacle(name) }, async () => {
      const pulled: Pulled = { host: stage.gateway.host, repository, reference };
      const result = await stage.client(name).pull(imageName(pulled));
      assert.notEqual(result.status, 0);
      assert.equal(errorLine(result), line[name](pulled, asksWithHead(name) && !(name === 'docker-29' && line === denialLine) ? withoutBody(message) : message));
    });
  }
}

describe('each tells', () => {
  before(() => {
    if (runnable.length === 0) return;
    for (const { fault } of failures) if (fault !== undefined) stage.upstream.faults.add(fault);
  });
  after(() => {
    if (runnable.length > 0) stage.upstream.faults.clear();
  });
  for (const failing of failures) describe(`upstream ${failing.what}`, { concurrency: clientsAtOnce }, () => testFailure(failing));
});

test('skopeo keeps nothing of an image that upstream spoils on the way', { skip: clientObstacle('skopeo') }, async () => {
  const client = stage.client('skopeo');
  const image = imageName({ host: stage.gateway.host, ...nginx });
  stage.upstream.faults.add({ on: { host: 'cdn' }, fault: { kind: 'flipped-byte' } });
  try {
    const spoiled = await client.pull(image);
    assert.notEqual(spoiled.status, 0);
    await assert.rejects(client.markerOf(image));
  } finally {
    stage.upstream.faults.clear();
  }
  const whole = await client.pull(image);
  assert.equal(whole.status, 0, whole.stderr);
});
