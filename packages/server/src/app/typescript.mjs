import { createResolve, initTracing, load } from '@oxc-node/core';
import { registerHooks } from 'node:module';

// Makes Node run TypeScript with decorators as it stands: `node --import ./src/app/typescript.mjs src/app/main.ts`. What
// `@oxc-node/core/register` does by itself from Node 26.2 on; below, that one asks another thread about each of two thousand
// modules, which nearly doubles the time of every start. What it waits for there is about CommonJS in TypeScript: we have none.
initTracing();
process.setSourceMapsEnabled(true);
const here = { getCurrentDirectory: () => process.cwd() };

registerHooks({
  resolve(specifier, context, next) {
    // `require` is Node's own business.
    if (context.importAttributes === undefined) return next(specifier, context);
    // The helpers that transformed code calls stand here, whatever package it is in.
    if (specifier.startsWith('@oxc-node/core/')) return next(specifier, { ...context, parentURL: import.meta.url });
    return createResolve(here, specifier, context, next);
  },
  load: (url, context, next) => (url.endsWith('.ts') ? load(url, context, next) : next(url, context)),
});
