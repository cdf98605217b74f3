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
