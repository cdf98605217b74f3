import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The dashboard: built into dist/, from where the server serves it at `/`. */
export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    // Browsers that know light-dark(): one rule for both appearances, untouched.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // The explorer's editor is one big chunk that nobody else loads.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      output: {
        // What most pages share comes in three files instead of sixty: on a slow line every request counts.
        codeSplitting: {
          groups: [
            {
              name: 'platform',
              test: /node_modules\/(react|react-dom|scheduler|@tanstack\/[^/]+|urql|@urql\/core|wonka|@0no-co\/graphql\.web|graphql-ws)\//,
              priority: 3,
            },
            {
              name: 'ui',
              test: /node_modules\/(@mantine|@tabler|@floating-ui|clsx|react-remove-scroll[^/]*)\//,
              minShareCount: 4,
              priority: 2,
            },
            { name: 'shared', test: /packages\/(web|schema)\/src\//, minShareCount: 3, priority: 1 },
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
