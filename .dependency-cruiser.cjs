// The floors of the house: an import goes down, never up, and only through a room's face (its index.ts).
const floors = [
  'model',
  'places',
  'names',
  'match',
  'network',
  'store',
  'intake',
  'law',
  'screening',
  'watch',
  'chart',
  'stream',
  'notices',
  'share',
  'world',
  'server',
  'cli',
];
const pure = ['model', 'places', 'names', 'match', 'network', 'world'];

const upward = floors.map((room, height) => ({
  name: `floor-${room}`,
  comment: `${room} may import only rooms below it`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: `^src/(${floors.slice(height + 1).join('|') || 'none'})/` },
}));

module.exports = {
  forbidden: [
    ...upward,
    {
      name: 'through-the-face',
      comment: 'another room is entered through its index.ts',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/([^/]+)/', pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'edges-apart',
      comment: 'the HTTP edge does not know the command line',
      severity: 'error',
      from: { path: '^src/server/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'edges-through-the-gate',
      comment: 'what is said of a person is reached through screening, which passes the gate',
      severity: 'error',
      from: { path: '^src/(server|cli)/' },
      to: { path: '^src/store/' },
    },
    {
      name: 'pure-rooms',
      comment: 'values in, values out: no file system, network, process or database',
      severity: 'error',
      from: { path: `^src/(${pure.join('|')})/`, pathNot: ['\\.test\\.ts$', 'worker', 'snapshot'] },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.test\\.tsx?$' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    // TypeScript 7 has no interface for programs; swc reads the imports instead.
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
