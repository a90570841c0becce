// Runs the tests: `unit` those beside the source, `system` those of the whole, else both; or the files that are named. Ends with `tests: N passed, N failed, N skipped`.
// With PULLGATE_TEST_ALL=1 a skipped test is a failure.
import { existsSync, globSync, mkdirSync, mkdtempSync, rmSync, statSync, statfsSync, writeFileSync } from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath, pathToFileURL } from 'node:url';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));
/** Starting a process takes longer than most tests that run in one: a few processes share all of the files in `grouped`. */
interface Stage {
  /** Each file in a process of its own: they start daemons, and wait for them. */
  readonly alone: readonly string[];
  readonly grouped: readonly string[];
  readonly groups: number;
  /** Processes at the same time. */
  readonly atOnce: number;
}

const wholePlanes = ['test/admin/**/*.test.ts', 'test/cli/**/*.test.ts', 'test/gateway/**/*.test.ts', 'test/single-sign-on/**/*.test.ts'];
const stages = {
  unit: { alone: [], grouped: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'console/src/**/*.test.ts'], groups: 6, atOnce: 6 },
  system: { alone: ['test/**/*.test.ts'], grouped: wholePlanes, groups: 12, atOnce: 4 },
} as const satisfies Record<string, Stage>;
type StageName = keyof typeof stages;
// Compiled code is kept between the processes of the tests, as bin/pullgate.mjs does for the servers that they start: each would otherwise compile everything anew.
process.env['NODE_COMPILE_CACHE'] ??= `${root}node_modules/.cache/pullgate-code`;
const memory = '/dev/shm';
const memoryBytesMin = 2 * 1024 ** 3;
const groupsFolder = `${root}node_modules/.cache/pullgate-tests/`;

const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
const skipReasons = new Map<string, number>();
/** Of the system's files. */
const secondsOfFiles = new Map<string, number>();
const slowestShown = 10;
/** A file that hangs ends, and fails: nobody would hear of it otherwise. */
const fileTimeoutMs = 10 * 60_000;

async function runFiles(files: readonly string[], concurrency: number, temporaryFolder?: string): Promise<void> {
  if (files.length === 0) throw new Error('no test file was found');
  const stream = run({ files: [...files], concurrency, cwd: root, timeout: fileTimeoutMs, ...(temporaryFolder === undefined ? {} : { env: { ...process.env, TMPDIR: temporaryFolder } }) });
  stream.on('test:pass', ({ skip, details, name }) => {
    if (details.type === 'suite') return;
    if (skip === undefined || skip === false) counts.passed += 1;
    else {
      counts.skipped += 1;
      const reason = typeof skip === 'string' && skip !== '' ? skip : `${name} gives no reason`;
      skipReasons.set(reason, (skipReasons.get(reason) ?? 0) + 1);
    }
  });
  stream.on('test:fail', ({ details }) => {
    if (details.type !== 'suite') counts.failed += 1;
  });
  stream.on('test:summary', ({ file, duration_ms: durationMs }) => {
    if (file !== undefined && !file.startsWith(groupsFolder)) secondsOfFiles.set(file, durationMs / 1000);
  });
  const output = stream.compose(new spec());
  for await (const chunk of output) process.stdout.write(chunk as Buffer);
}

/** In memory, where Linux has room for it: thousands of writes would each wait for the disk. */
async function withFolderInMemory(work: (folder: string | undefined) => Promise<void>): Promise<void> {
  if (!existsSync(memory) || !hasRoom(memory)) return work(undefined);
  const folder = mkdtempSync(`${memory}/pullgate-tests-`);
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function hasRoom(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= memoryBytesMin;
}

/** Writes files that import the test files. */
function groupFiles(files: readonly string[], groups: number): readonly string[] {
  rmSync(groupsFolder, { recursive: true, force: true });
  mkdirSync(groupsFolder, { recursive: true });
  return dealOut(files, groups).map((dealt, group) => {
    const path = `${groupsFolder}group-${String(group)}.test.mjs`;
    writeFileSync(path, dealt.map((file) => `import ${JSON.stringify(pathToFileURL(file).href)};\n`).join(''));
    return path;
  });
}

/** The longest first, each to the group that has least: how much a file says is how long it takes, more or less, and needs no list of times. Each group in the order of all. */
function dealOut(files: readonly string[], groups: number): readonly (readonly string[])[] {
  const dealt = Array.from({ length: groups }, () => ({ bytes: 0, has: new Set<string>() }));
  for (const { file, bytes } of files.map((each) => ({ file: each, bytes: statSync(each).size })).toSorted((one, other) => other.bytes - one.bytes)) {
    const lightest = dealt.reduce((least, group) => (group.bytes < least.bytes ? group : least));
    lightest.bytes += bytes;
    lightest.has.add(file);
  }
  return dealt.map(({ has }) => files.filter((file) => has.has(file)));
}

/** Both in their order, each spread over the whole: what computes runs beside what waits for daemons. */
function mixed(computing: readonly string[], waiting: readonly string[]): readonly string[] {
  const placed = [computing, waiting].flatMap((files) => files.map((file, index) => ({ file, at: index / files.length })));
  return placed.toSorted((one, other) => one.at - other.at).map(({ file }) => file);
}

const filesOf = (patterns: readonly string[]): readonly string[] => globSync([...patterns], { cwd: root }).toSorted().map((file) => `${root}${file}`);
const isStage = (name: string): name is StageName => Object.hasOwn(stages, name);
const names = process.argv.slice(2);
const started = performance.now();
for (const stage of names.length === 0 ? (['unit', 'system'] as const) : names.filter(isStage)) {
  const { alone, grouped, groups, atOnce } = stages[stage];
  const stageStarted = performance.now();
  const together = filesOf(grouped);
  const apart = filesOf(alone).filter((file) => !together.includes(file));
  const isBrowser = (file: string): boolean => file.startsWith(`${root}test/browser/`);
  // The groups after the browsers: a slow file alone takes longer than a group, and should not be what the end waits for.
  const files = mixed([...apart.filter(isBrowser), ...groupFiles(together, groups)], apart.filter((file) => !isBrowser(file)));
  // Daemons keep too much for memory: on the disk, where whole systems are.
  if (alone.length > 0) await runFiles(files, atOnce);
  else await withFolderInMemory((folder) => runFiles(files, atOnce, folder));
  process.stdout.write(`\n${stage}: ${((performance.now() - stageStarted) / 1000).toFixed(1)} s\n\n`);
}
const files = names.filter((name) => !isStage(name));
if (files.length > 0) await runFiles(globSync(files, { cwd: root }).map((file) => `${root}${file}`), 1);

if (secondsOfFiles.size > slowestShown) {
  const slowest = [...secondsOfFiles].toSorted(([, one], [, other]) => other - one).slice(0, slowestShown);
  process.stdout.write(`the slowest files:\n${slowest.map(([file, seconds]) => `  ${seconds.toFixed(1).padStart(6)} s  ${file.replace(root, '')}\n`).join('')}`);
}
const everyTest = process.env['PULLGATE_TEST_ALL'] === '1';
if (skipReasons.size > 0) {
  process.stdout.write(`skipped${everyTest ? ', which PULLGATE_TEST_ALL=1 makes a failure' : ''}:\n`);
  for (const [reason, times] of skipReasons) process.stdout.write(`  ${String(times)} x ${reason}\n`);
}
process.stdout.write(`${((performance.now() - started) / 1000).toFixed(1)} s in all\n`);
process.stdout.write(`tests: ${String(counts.passed)} passed, ${String(counts.failed)} failed, ${String(counts.skipped)} skipped\n`);
process.exitCode = counts.failed > 0 || counts.passed === 0 || (everyTest && counts.skipped > 0) ? 1 : 0;
