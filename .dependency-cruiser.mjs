// The layers of Sidetone, lowest first. This one array makes all import rules:
// a layer imports from itself, from earlier layers of its own package, and from the packages it names.
// A package is entered only through its front doors, the paths of its `exports` map.

/** @type {{ package: string, dir: string, layers?: string[], doors?: string[], uses: string[], testUses?: string[] }[]} */
const packages = [
  {
    package: 'sip',
    dir: 'packages/sip',
    layers: [
      'runtime',
      'grammar',
      'message',
      'sdp',
      'auth',
      'transport',
      'transaction',
      'dialog',
      'documents',
      'media',
      'user-agent',
      'index.ts',
      'adapter/browser',
      'adapter/node',
    ],
    doors: ['src/index.ts', 'src/message/index.ts', 'src/adapter/browser/index.ts', 'src/adapter/node/index.ts'],
    uses: [],
  },
  { package: 'testkit', dir: 'packages/testkit', doors: ['src/index.ts', 'src/node/index.ts'], uses: ['sip'] },
  { package: 'server', dir: 'packages/server', doors: ['src/index.ts'], uses: ['sip'] },
  {
    package: 'gateway',
    dir: 'packages/gateway',
    doors: ['src/index.ts'],
    uses: ['sip'],
    // Its tests run it in front of the real server.
    testUses: ['server'],
  },
  {
    package: 'phone',
    dir: 'packages/phone',
    doors: ['src/index.ts', 'src/fixtures/index.ts'],
    uses: ['sip'],
    // Its tests run whole phones through the real gateway and the real server.
    testUses: ['server', 'gateway'],
  },
  {
    package: 'bakeoff',
    dir: 'packages/bakeoff',
    doors: ['src/index.ts'],
    uses: ['sip'],
    // Its tests judge our own server, gateway and user agent.
    testUses: ['server', 'gateway'],
  },
  { package: 'softphone', dir: 'apps/softphone', uses: ['sip', 'phone', 'bakeoff'] },
  { package: 'sidetone', dir: 'apps/sidetone', uses: ['sip', 'server', 'gateway', 'bakeoff'] },
  { package: 'e2e', dir: 'e2e', uses: ['sip', 'testkit', 'server', 'gateway', 'phone', 'bakeoff'] },
  { package: 'bench', dir: 'bench', uses: ['sip', 'testkit', 'server', 'gateway', 'phone'] },
];

/** Both adapters are on top of the core, and neither knows the other. */
const strangers = [['adapter/browser', 'adapter/node']];

/** Files that are not part of a package's product: they may use the testkit. */
const tests = '\\.(test|contract)\\.tsx?$|/test/';

const escape = (/** @type {string} */ text) => text.replaceAll('.', '\\.');
const within = (/** @type {string} */ path) => `^${escape(path)}${path.endsWith('.ts') ? '$' : '/'}`;

const layerRules = packages.flatMap(({ package: name, dir, layers = [] }) =>
  layers.map((layer, position) => ({
    name: `${name}: ${layer}`,
    comment: `${layer} imports only from: ${layers.slice(0, position).join(', ') || 'itself'}.`,
    severity: 'error',
    from: { path: within(`${dir}/src/${layer}`), pathNot: tests },
    to: {
      path: `^${dir}/src/`,
      pathNot: layers
        .slice(0, position + 1)
        .filter((other) => other === layer || !strangers.some((pair) => pair.includes(layer) && pair.includes(other)))
        .map((other) => within(`${dir}/src/${other}`)),
    },
  })),
);

/** Every file of a layered package lies in a layer. */
const placeRules = packages
  .filter(({ layers }) => layers !== undefined)
  .map(({ package: name, dir, layers = [] }) => ({
    name: `${name}: no layer`,
    comment: 'Every source file lies in one of the layers.',
    severity: 'error',
    from: {
      path: `^${dir}/src/`,
      pathNot: [tests, ...layers.map((layer) => within(`${dir}/src/${layer}`))],
    },
    to: {},
  }));

const arrowRules = packages.map(({ package: name, dir, uses }, position) => {
  const later = uses.filter((used) => !packages.slice(0, position).some((earlier) => earlier.package === used));
  if (later.length > 0) throw new Error(`${name} uses ${later.join(', ')}, which is not below it`);
  const allowed = packages.filter((other) => other.package === name || uses.includes(other.package));
  return {
    name: `${name}: arrows`,
    comment: `${name} imports only from: ${uses.join(', ') || 'itself'}.`,
    severity: 'error',
    from: { path: `^${dir}/`, pathNot: tests },
    to: { path: '^(packages|apps|e2e|bench)/', pathNot: allowed.map((other) => `^${other.dir}/`) },
  };
});

const testArrowRules = packages.map(({ package: name, dir, uses, testUses = [] }) => {
  const allowed = packages.filter((other) => [name, 'testkit', ...uses, ...testUses].includes(other.package));
  return {
    name: `${name}: arrows of tests`,
    comment: `Tests of ${name} import what it imports, and: ${['testkit', ...testUses].join(', ')}.`,
    severity: 'error',
    from: { path: `^${dir}/.*(${tests})` },
    to: { path: '^(packages|apps|e2e|bench)/', pathNot: allowed.map((other) => `^${other.dir}/`) },
  };
});

const doorRules = packages.map(({ package: name, dir, doors = [] }) => ({
  name: `${name}: front door`,
  comment: `${name} is entered only through its exports map.`,
  severity: 'error',
  from: { pathNot: `^${dir}/` },
  to: { path: `^${dir}/`, pathNot: doors.map((door) => within(`${dir}/${door}`)) },
}));

export default {
  forbidden: [
    ...layerRules,
    ...placeRules,
    ...arrowRules,
    ...testArrowRules,
    ...doorRules,
    {
      name: 'by name',
      comment: 'Another package is imported by its name, not by a path to its files.',
      severity: 'error',
      from: { path: '^((?:packages|apps)/[^/]+|e2e|bench)/' },
      to: { path: '^(packages|apps|e2e|bench)/', pathNot: '^$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'no cycle',
      comment: 'Parts that could know each other exchange calls down and events up.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import names a file, or a path in the exports map of a package.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared',
      comment: 'A package is imported only where package.json names it.',
      severity: 'error',
      from: { path: '^(packages|apps|e2e|bench)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    // TypeScript 7 has no JavaScript API, so swc reads the sources.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['development', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
