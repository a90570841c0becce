// The catalog: which Docker Hub namespaces belong to verified publishers and sponsored open source projects, as dated data.
import { z } from 'zod';
import { isRepositoryName } from '../core/image/grammar.ts';
import { officialNamespace } from '../core/policy/classify.ts';
import type { CatalogEntry, ListedCatalog } from '../core/policy/facts.ts';
import shippedData from './docker-hub-catalog.json' with { type: 'json' };

const entriesMax = 50_000;
const problemsMax = 100;

const text = z.string().min(1).max(1000);

const date = z.string().refine(isDate, 'must be a date: YYYY, YYYY-MM or YYYY-MM-DD');

const hubNamespace = z
  .string()
  .max(255)
  .refine((name) => isRepositoryName(name) && !name.includes('/'), 'must be a Docker Hub namespace, in lower case')
  .refine((name) => name !== officialNamespace, 'library holds the official images and is in no catalog');

const entry = z.strictObject({
  namespace: hubNamespace,
  category: z.enum(['verified-publisher', 'sponsored-open-source']),
  /** `verified`: two independent sources, or the owner's or Docker's own word; `likely`: less than that. */
  confidence: z.enum(['verified', 'likely']),
  /** Of the newest dated evidence; null where none has a date. */
  asOf: date.nullable(),
  /** Each a key of `sources`, or a source in its own words. */
  evidence: z.array(text).min(1).max(20),
  note: text.optional(),
});

const catalogFile = z.strictObject({
  about: text.optional(),
  asOf: date,
  sources: z.record(z.string(), text),
  entries: z.array(entry).max(entriesMax),
});
type CatalogFile = z.infer<typeof catalogFile>;

/** A catalog that cannot be used; `problems` names each (after the first 100, how many more). */
export class InvalidCatalog extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const more = problems.length - problemsMax;
    const named = more > 0 ? [...problems.slice(0, problemsMax), `and ${more} more`] : problems;
    super(`invalid catalog: ${named.join('; ')}`);
    this.name = 'InvalidCatalog';
    this.problems = named;
  }
}

/**
 * Reads a catalog (the format is that of docker-hub-catalog.json) and makes it ready for look-ups.
 * @throws InvalidCatalog naming every problem at once, namespaces that are listed twice included
 */
export function loadCatalog(json: unknown): ListedCatalog {
  const parsed = catalogFile.safeParse(json);
  const problems = [...(parsed.error?.issues ?? []).map(describeIssue), ...describeDuplicates(json)];
  if (!parsed.success || problems.length > 0) throw new InvalidCatalog(problems);
  const entries = new Map(parsed.data.entries.map((row) => [row.namespace, compileEntry(row, parsed.data.sources)]));
  return { entry: (namespace) => entries.get(namespace), namespaces: [...entries.keys()] };
}

function compileEntry(row: CatalogFile['entries'][number], sources: CatalogFile['sources']): CatalogEntry {
  const { namespace, category, confidence, asOf, note } = row;
  const named = row.evidence.map((source) => (Object.hasOwn(sources, source) ? sources[source] : source)).join('; ');
  const evidence = `${confidence}: ${named}${note === undefined ? '' : ` (note: ${note})`}`;
  return { category, source: { kind: 'catalog', namespace, evidence, asOf } };
}

function describeIssue({ path, message }: z.core.$ZodIssue): string {
  const where = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return `${where === '' ? 'catalog' : where.replace(/^\./, '')}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
}

const rawEntries = z.object({ entries: z.array(z.unknown()).max(entriesMax) });
const rawNamespace = z.object({ namespace: z.string().max(255) });

/** Looks at the raw entries, so that a duplicate is told even where other entries are wrong. */
function describeDuplicates(json: unknown): readonly string[] {
  const entries = rawEntries.safeParse(json).data?.entries ?? [];
  const firstIndexes = new Map<string, number>();
  const problems: string[] = [];
  for (const [index, raw] of entries.entries()) {
    const namespace = rawNamespace.safeParse(raw).data?.namespace;
    if (namespace === undefined) continue;
    const first = firstIndexes.get(namespace);
    if (first === undefined) firstIndexes.set(namespace, index);
    else problems.push(`entries[${index}].namespace: ${JSON.stringify(namespace)} is listed at entries[${first}] too: leave one`);
  }
  return problems;
}

/** A calendar date, or the month or year of one. */
function isDate(value: string): boolean {
  if (!/^\d{4}(-\d{2}){0,2}$/.test(value)) return false;
  // Date.parse takes the 31st of a short month for a day of the next.
  const parsed = new Date(value);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value);
}

/** What this version ships with. */
export const shippedCatalog: ListedCatalog = loadCatalog(shippedData);
