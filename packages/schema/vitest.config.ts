import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Entities carry legacy decorators with emitted metadata; one copy of graphql must serve them all.
  oxc: { decorator: { legacy: true } },
  test: {
    include: ['src/**/*.test.ts'],
    server: { deps: { inline: ['type-graphql', 'graphql', 'graphql-scalars'] } },
  },
});
