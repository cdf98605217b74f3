import { describe, expect, it } from 'vitest';
import { demandMemory, TooLittleMemory } from './memory.ts';

describe('memory', () => {
  it.each([
    [{ heapMb: 96, machineMb: 4096 }, 'Node may use 96 MB here'],
    [{ heapMb: 512, machineMb: 256 }, 'This machine or container has 256 MB'],
  ])('6.29 too little is told in a sentence before the start: %o', (facts, sentence) => {
    expect(() => demandMemory(facts)).toThrow(TooLittleMemory);
    expect(() => demandMemory(facts)).toThrow(sentence);
  });

  it('is enough on any usual machine', () => {
    expect(() => demandMemory({ heapMb: 512, machineMb: Infinity })).not.toThrow();
    expect(() => demandMemory()).not.toThrow();
  });
});
