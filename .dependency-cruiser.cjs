// The architecture as rules: each folder, and everything it may import. See docs/adr/0002-rings.md.
const mayImport = {
  'core/image': [], // names of images
  'core/policy': ['core/image'], // the PDP
  'core/distribution': ['core/image'], // the OCI distribution protocol, as data
  'core/activity': [], // names of acts
  contract: ['core'], // shapes of the admin API
  http: [],
  disk: [],
  telemetry: [],
  yaml: [],
  config: ['core', 'yaml'],
  'client-setup': ['core'], // texts for clients
  upstream: ['core', 'http', 'telemetry'],
  identity: ['core', 'telemetry', 'audit'],
  audit: ['core', 'telemetry'],
  authority: ['core', 'telemetry', 'audit'], // certificates for the hosts that are taken over
  facts: ['core', 'telemetry'], // the PIP
  gateway: ['core', 'facts', 'identity', 'authority', 'audit', 'upstream', 'http', 'telemetry', 'disk'], // the PEP
  admin: ['core', 'client-setup', 'contract', 'facts', 'identity', 'authority', 'audit', 'http', 'telemetry'], // the PAP
  cli: ['core', 'contract', 'facts', 'yaml'],
};
/** The same for the console's folders; main.tsx starts it. */
const consoleMayImport = {
  ui: ['api'],
  api: [],
  policy: ['api', 'ui'], // what the pages share about the policy
  features: ['api', 'ui', 'policy'],
  app: ['api', 'ui', 'policy', 'features'], // the router and what stands around every page
};
const tests = '\\.test\\.tsx?$|/conformance[./]';
const folders = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `${folder.replace('/', '-')}-may-import`,
  comment: `${folder}/ imports only: ${[folder, ...allowed].join(', ')}`,
  severity: 'error',
  from: { path: `^src/${folder}/`, pathNot: tests },
  to: { path: '^src/', pathNot: `^src/(${[folder, ...allowed].join('|')})/` },
}));

const consoleFolders = Object.entries(consoleMayImport).map(([folder, allowed]) => ({
  name: `console-${folder}-may-import`,
  comment: `console/src/${folder}/ imports only: ${[folder, ...allowed].join(', ')}`,
  severity: 'error',
  from: { path: `^console/src/${folder}/`, pathNot: tests },
  to: { path: '^console/src/', pathNot: `^console/src/(${[folder, ...allowed].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...folders,
    ...consoleFolders,
    {
      name: 'core-is-pure',
      comment: 'No node:, no npm: nothing in core can do I/O, so nothing in core needs a mock.',
      severity: 'error',
      from: { path: '^src/core/', pathNot: tests },
      to: { pathNot: '^src/core/' },
    },
    {
      name: 'client-setup-is-pure',
      comment: 'Facts in, texts out: no node:, no npm.',
      severity: 'error',
      from: { path: '^src/client-setup/', pathNot: tests },
      to: { pathNot: '^src/(core|client-setup)/' },
    },
    {
      name: 'store-implements-ports',
      comment: "Adapters see core, telemetry, disk and other folders' *.port.ts, nothing else of ours.",
      severity: 'error',
      from: { path: '^src/store/', pathNot: tests },
      to: { path: '^src/', pathNot: '^src/(store|core|telemetry|disk)/|\\.port\\.ts$' },
    },
    {
      name: 'workers-implement-ports',
      comment: "What crosses between processes sees core, telemetry and other folders' *.port.ts, nothing else of ours.",
      severity: 'error',
      from: { path: '^src/workers/', pathNot: tests },
      to: { path: '^src/', pathNot: '^src/(workers|core|telemetry)/|\\.port\\.ts$' },
    },
    {
      name: 'only-the-composition-wires-adapters',
      comment: 'The composition is the files directly in src/: main.ts, worker.ts, and what they share.',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/([^/]+\\.ts$|store/|workers/)|${tests}` },
      to: { path: '^src/(store|workers)/' },
    },
    {
      name: 'nothing-imports-the-composition',
      comment: 'Only its own files see each other.',
      severity: 'error',
      from: { path: '^src/[^/]+/' },
      to: { path: '^src/[^/]+\\.ts$' },
    },
    {
      name: 'doors-do-not-meet',
      comment: 'Doors share gateway/*.ts and ports, not each other; likewise admin nouns, CLI nouns and console features.',
      severity: 'error',
      from: { path: '^(src/(?:gateway|admin|cli)|console/src/features)/([^/]+)/' },
      to: { path: '^$1/[^/]+/', pathNot: '^$1/$2/|[.]port[.]ts$' },
    },
    {
      name: 'console-sees-only-the-contract',
      severity: 'error',
      from: { path: '^console/' },
      to: { path: '^src/', pathNot: '^src/contract/' },
    },
    {
      name: 'nothing-imports-an-entry-point',
      severity: 'error',
      from: {},
      to: { path: '^src/(cli/)?main\\.ts$|^src/worker\\.ts$|^console/src/main' },
    },
    {
      name: 'bench-stands-outside',
      comment: 'The bench sees everything; nothing that is shipped or tested sees the bench.',
      severity: 'error',
      from: { pathNot: '^bench/' },
      to: { path: '^bench/' },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-dumping-ground',
      comment: 'Name what it is, not that it is useful.',
      severity: 'error',
      from: {},
      to: { path: '/(util|utils|helper|helpers|common|shared|misc|lib|types|constants)(/|[.]tsx?$)', pathNot: 'node_modules' },
    },
    { name: 'no-barrels', severity: 'error', from: {}, to: { path: '^(src|console)/.*/index\\.tsx?$' } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: `${tests}|\\.d\\.ts$` },
      to: {},
    },
    {
      name: 'resolvable-and-declared',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['unknown', 'undetermined', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-dependencies-in-production',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    // Packages are resolved as Node resolves them: by the `exports` of their package.json.
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
