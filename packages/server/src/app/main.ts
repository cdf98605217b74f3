import { demandMemory, TooLittleMemory } from '../kernel/memory.ts';

// Asked before the rest is loaded: where there is far too little, that alone would end this process without a word.
try {
  demandMemory();
} catch (error) {
  if (!(error instanceof TooLittleMemory)) throw error;
  console.error(error.message);
  process.exit(1);
}
await import('./run-server.ts');
