// Warm manifest GETs a second, one process, against the peers.
import { checkManifest } from '../load/check-manifest.ts';
import { runWrk } from '../load/wrk.ts';
import type { WrkResult } from '../load/wrk.ts';
import type { Finding, Row } from '../row.ts';
import { median } from '../statistics.ts';
import { imageMediaType } from '../upstream/push.ts';

const rounds = 3;
const secondsEach = 5;
const warmSeconds = 5;
const connections = 32;

interface Contestant {
  readonly name: 'pullgate' | 'registry' | 'registryProxy' | 'nginx';
  readonly address: string;
}

/** The same request to all: by tag, with an Authorization header, which only Pullgate heeds. Contestants take turns in short rounds. */
export const manifests: Row = {
  name: 'manifests',
  needs: ['docker-registry', 'nginx', 'wrk'],
  limitMs: 180_000,
  measure: async (stage, signal) => {
    const upstream = await stage.upstream();
    const { manifest } = await upstream.image('small');
    const pullgate = await stage.pullgate({ upstream: upstream.address });
    const contestants: readonly Contestant[] = [
      { name: 'pullgate', address: pullgate.address() },
      { name: 'registry', address: upstream.address },
      { name: 'registryProxy', address: (await stage.registryProxy()).address },
      { name: 'nginx', address: (await stage.nginx()).address },
    ];
    const measured = new Map<Contestant['name'], WrkResult[]>();
    for (let round = 0; round <= rounds; round += 1) {
      for (const { name, address } of contestants) {
        stage.say(round === 0 ? `manifests: warming ${name}` : `manifests: round ${round} of ${rounds}, ${name}`);
        const target = `${address}/v2/library/small/manifests/latest`;
        const headers = { accept: imageMediaType, authorization: await pullgate.authorization() };
        await checkManifest(target, { headers, digest: manifest.digest });
        const result = await runWrk({ address: target, headers, connections, seconds: round === 0 ? warmSeconds : secondsEach, bodyBytes: manifest.size, signal });
        await checkManifest(target, { headers, digest: manifest.digest, isCacheHit: name === 'nginx' });
        if (round > 0) measured.set(name, [...(measured.get(name) ?? []), result]);
      }
    }
    return describe(measured);
  },
};

function describe(measured: ReadonlyMap<Contestant['name'], readonly WrkResult[]>): readonly Finding[] {
  const rate = (name: Contestant['name']): number => median((measured.get(name) ?? []).map(({ requestsPerSecond }) => requestsPerSecond));
  const latency = (name: Contestant['name']): number => median((measured.get(name) ?? []).map(({ p99Us }) => p99Us));
  const finding = (peer: Exclude<Contestant['name'], 'pullgate'>, what: string, atLeast: number): Finding => ({
    what,
    target: { bound: 'at least', value: atLeast, unit: 'x' },
    measured: rate('pullgate') / rate(peer),
    raw: {
      'Pullgate/s': Math.round(rate('pullgate')),
      'peer/s': Math.round(rate(peer)),
      'Pullgate p99 us': latency('pullgate'),
      'peer p99 us': latency(peer),
      'Pullgate/s each round': (measured.get('pullgate') ?? []).map(({ requestsPerSecond }) => Math.round(requestsPerSecond)),
      'peer/s each round': (measured.get(peer) ?? []).map(({ requestsPerSecond }) => Math.round(requestsPerSecond)),
    },
  });
  return [
    finding('registry', 'warm manifest GETs a second, one process, vs docker-registry serving its own content', 12),
    finding('registryProxy', 'the same vs docker-registry as a pull-through proxy', 50),
    finding('nginx', 'the same vs nginx proxy_cache with one worker', 0.7),
  ];
}
