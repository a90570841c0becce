// The pulls of a month, the same each time but for the day that they end on.
import type { PullRecord } from '../../src/audit/pull-record.ts';

type DemoRecord = Pick<PullRecord, 'id' | 'timeMs' | 'repository' | 'tag' | 'registry' | 'category' | 'effect' | 'enforced' | 'rule' | 'reason' | 'userAgent' | 'outcome' | 'bytes' | 'clientAddress' | 'policyRevision' | 'requestId'> & { readonly subjectName: string };

interface Image {
  readonly repository: string;
  readonly tag: string;
  readonly registry?: string;
  readonly category: PullRecord['category'];
  readonly weight: number;
  readonly rule?: PullRecord['rule'];
}

const images: readonly Image[] = [
  { repository: 'library/node', tag: '26-slim', category: 'official', weight: 30 },
  { repository: 'library/postgres', tag: '18', category: 'official', weight: 18 },
  { repository: 'library/nginx', tag: '1.29', category: 'official', weight: 14 },
  { repository: 'library/python', tag: '3.14', category: 'official', weight: 12 },
  { repository: 'acme/checkout', tag: 'main', category: 'organization', weight: 16 },
  { repository: 'acme/ledger', tag: 'v4.2.0', category: 'organization', weight: 9 },
  { repository: 'grafana/grafana', tag: '12.3.0', category: 'verified-publisher', weight: 10 },
  { repository: 'datadog/agent', tag: '7', category: 'verified-publisher', weight: 6 },
  { repository: 'traefik/whoami', tag: 'latest', category: 'community', weight: 3, rule: 'allowlist' },
  { repository: 'astral-sh/uv', registry: 'ghcr.io', tag: '0.9', category: null, weight: 6, rule: 'other-registry' },
  { repository: 'containrrr/watchtower', tag: 'latest', category: 'community', weight: 4 },
  { repository: 'bitnamilegacy/redis', tag: '7.2', category: 'community', weight: 3 },
  { repository: 'someonesfork/kafka-ui', tag: 'v0.7.2', category: 'community', weight: 2 },
  { repository: 'mailhog/mailhog', tag: 'v1.0.1', category: 'community', weight: 2 },
];
const clients = ['docker/28.2.2 go/go1.24 git-commit/45873be kernel/6.1 os/linux arch/amd64', 'containers/5.34 (github.com/containers/image)', 'containerd/v2.1.4', 'buildkit/v0.29'];

const dayMs = 86_400_000;
const auditDays = 20;
const perWorkday = 150;
const perFreeDay = 25;

/** The oldest first; in the first days the policy was only looked at (mode audit). */
export function demoRecords({ nowMs, names }: { readonly nowMs: number; readonly names: readonly string[] }): readonly DemoRecord[] {
  const chance = createChance(20_261_122);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(chance() * items.length)] as Item;
  const total = images.reduce((sum, { weight }) => sum + weight, 0);
  const pickImage = (): Image => {
    let left = chance() * total;
    return images.find(({ weight }) => (left -= weight) < 0) ?? (images[0] as Image);
  };
  const records: DemoRecord[] = [];
  for (let daysAgo = 29; daysAgo >= 0; daysAgo -= 1) {
    const weekday = new Date(nowMs - daysAgo * dayMs).getUTCDay();
    const count = Math.round((weekday === 0 || weekday === 6 ? perFreeDay : perWorkday) * (0.8 + 0.4 * chance()));
    const times = Array.from({ length: count }, () => nowMs - daysAgo * dayMs - Math.floor(chance() * dayMs)).toSorted((one, other) => one - other);
    for (const timeMs of times) {
      records.push(recordOf(pickImage(), { n: records.length, timeMs, subjectName: pick(names), userAgent: pick(clients), enforced: daysAgo < auditDays, host: 10 + Math.floor(chance() * 40) }));
    }
  }
  return records;
}

interface Circumstances {
  readonly n: number;
  readonly timeMs: number;
  readonly subjectName: string;
  readonly userAgent: string;
  readonly enforced: boolean;
  readonly host: number;
}

function recordOf({ repository, tag, registry = 'docker.io', category, rule }: Image, { n, timeMs, subjectName, userAgent, enforced, host }: Circumstances): DemoRecord {
  const isDenied = category === 'community' && rule === undefined;
  const isServed = !isDenied || !enforced;
  return {
    id: `${timeMs.toString(36).padStart(9, '0')}-${n.toString(36).padStart(4, '0')}`,
    timeMs,
    requestId: `demo-${n}`,
    repository,
    tag,
    registry,
    category,
    effect: isDenied ? 'deny' : 'permit',
    enforced: enforced || !isDenied,
    rule: rule ?? 'category',
    reason: isDenied ? `image access denied: community images not allowed (${repository}, organization acme). Ask in #platform, we answer within an hour.` : null,
    policyRevision: enforced ? 4 : 2,
    subjectName,
    userAgent,
    clientAddress: `10.20.0.${host}`,
    outcome: isServed ? 200 : 403,
    bytes: isServed ? 1200 + (n % 900) : 0,
  };
}

/** Mulberry32: small, seeded, the same on every machine. */
function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
