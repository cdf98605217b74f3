// The arrows of ARCHITECTURE: rules ← schema ← server; web → the rules alone; in the server kernel ← features ← app; a feature
// never reaches into its sibling's service.
// Types count like values, because a type ties two files together just as well; only cycles forgive them.

const TESTS = '\\.(test|fixture)\\.tsx?$';
const VALUES_ONLY = { dependencyTypesNot: ['type-only', 'type-import'] };

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'rules-are-pure',
      comment: 'A rule decides from what it is given: it imports other rules and calendar arithmetic, and nothing else.',
      severity: 'error',
      from: { path: '^packages/schema/src/rules/', pathNot: TESTS },
      to: { pathNot: ['^packages/schema/src/rules/', 'node_modules/(@types/)?luxon/'] },
    },
    {
      name: 'language-knows-no-server',
      comment: 'The language of the domain stands by itself: no server, no dashboard, no tests.',
      severity: 'error',
      from: { path: '^packages/schema/' },
      to: { path: '^(packages/(server|web)|test)/' },
    },
    {
      name: 'server-knows-no-web',
      comment: 'The server serves the built dashboard; it does not import it.',
      severity: 'error',
      from: { path: '^packages/server/' },
      to: { path: '^packages/web/' },
    },
    {
      name: 'product-knows-no-tests',
      comment: 'What ships does not depend on the test kit.',
      severity: 'error',
      from: { path: '^packages/', pathNot: TESTS },
      to: { path: ['^test/', TESTS] },
    },
    {
      name: 'web-knows-rules-only',
      comment: 'The dashboard speaks GraphQL; of the language it imports the rules, for labels and timelines.',
      severity: 'error',
      from: { path: '^packages/web/' },
      to: { path: '^packages/(schema|server)/', pathNot: ['^packages/schema/src/rules/', '^packages/schema/schema\\.graphql$'] },
    },
    {
      name: 'kernel-knows-no-feature',
      comment: 'The kernel is handed what the modules bring, in arrays: it names no noun, and nothing that is made of them.',
      severity: 'error',
      from: { path: '^packages/server/src/kernel/', pathNot: TESTS },
      to: { path: '^packages/server/src/(features|app)/' },
    },
    {
      name: 'features-know-no-app',
      comment: 'Commands, the demo and the composition are made of the nouns, not the other way round.',
      severity: 'error',
      from: { path: '^packages/server/src/features/', pathNot: TESTS },
      to: { path: '^packages/server/src/app/' },
    },
    {
      name: 'a-module-is-listed-only',
      comment: 'What a noun brings is read by the one list of modules; its siblings and the rest ask for what they need by name.',
      severity: 'error',
      from: { pathNot: ['^packages/server/src/app/modules\\.ts$', TESTS] },
      to: { path: '^packages/server/src/features/[^/]+/module\\.ts$' },
    },
    {
      name: 'no-sibling-service',
      comment: "A feature uses a sibling's events or read model, never its service, resolver or jobs.",
      severity: 'error',
      from: { path: '^packages/server/src/features/([^/]+)/', pathNot: TESTS },
      to: {
        path: '^packages/server/src/features/.+\\.(service|resolver|jobs?)\\.ts$',
        pathNot: '^packages/server/src/features/$1/',
      },
    },
    {
      name: 'nothing-imports-the-composition',
      comment: 'compose.ts knows everything, so nothing may know it but what starts the program, and tests.',
      severity: 'error',
      from: { pathNot: ['^packages/server/src/app/(run-server|cli)\\.ts$', '^test/', TESTS] },
      to: { path: '^packages/server/src/app/compose\\.ts$' },
    },
    {
      name: 'no-cycles-in-the-server',
      comment: 'Two files that need each other are one file, or lack a third.',
      severity: 'error',
      from: { path: '^packages/server/src/' },
      to: { circular: true, viaOnly: { path: '^packages/server/', ...VALUES_ONLY } },
    },
    {
      name: 'no-cycles-in-the-rules',
      comment: 'Rules build upon each other in one direction.',
      severity: 'error',
      from: { path: '^packages/schema/src/rules/' },
      to: { circular: true, viaOnly: VALUES_ONLY },
    },
    {
      name: 'nothing-unresolved',
      comment: 'An import that leads nowhere cannot be checked.',
      severity: 'error',
      from: { path: '^(packages|test)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)dist/', '^test/house/fixtures/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts', '.d.mts'],
    },
    skipAnalysisNotInRules: true,
  },
};
