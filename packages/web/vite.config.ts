import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const PLATFORM = /node_modules\/(react|react-dom|scheduler|@tanstack|urql|@urql|wonka|@0no-co|graphql-ws)\//;
const UI = /node_modules\/(@mantine|@tabler|@floating-ui|clsx|react-remove-scroll[^/]*)\//;
const OURS = /packages\/(web|schema)\/src\//;

/** The dashboard: built into dist/, from where the server serves it at `/`. */
export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    // Browsers that know light-dark(): one rule for both appearances, untouched.
    cssTarget: ['chrome123', 'edge123', 'firefox125', 'safari17.5'],
    // The explorer's editor is one big chunk that nobody else loads.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      output: {
        // What every page needs comes first, in three files instead of sixty: on a slow line every request counts. What a page needs
        // beyond that comes with it, each part once; put together by kind, the first page would load what only the last one needs.
        codeSplitting: {
          groups: [
            { name: 'platform', test: PLATFORM, tags: ['$initial'], priority: 4 },
            { name: 'ui', test: UI, tags: ['$initial'], priority: 3 },
            { name: 'shared', test: OURS, tags: ['$initial'], priority: 2 },
          ],
        },
      },
      onLog(level, log, show) {
        // Notes of dependencies to a compiler that is not used here.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') show(level, log);
      },
    },
  },
  worker: { format: 'es' },
  server: {
    // `vite` beside a running server: everything that is not the dashboard goes there.
    proxy: Object.fromEntries(
      ['/graphql', '/auth', '/schema.graphql', '/demo'].map((path) => [
        path,
        { target: 'http://127.0.0.1:4000', ws: path === '/graphql' },
      ]),
    ),
  },
});
