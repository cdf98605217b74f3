import { describe, expect, it } from 'vitest';
import { demandMemory, limitSet, TooLittleMemory } from './memory.ts';

describe('memory', () => {
  it.each([
    [{ heapMb: 96, machineMb: 4096 }, 'Node may use 96 MB here'],
    [{ heapMb: 512, machineMb: 256 }, 'This machine or container has 256 MB'],
  ])('6.29 too little is told in a sentence before the start: %o', (facts, sentence) => {
    expect(() => demandMemory(facts)).toThrow(TooLittleMemory);
    expect(() => demandMemory(facts)).toThrow(sentence);
  });

  it('6.29 is what was set for it, the last time it was said', () => {
    expect(limitSet(['--enable-source-maps --max-old-space-size=96', '--max_old_space_size=512'])).toBe(512);
    expect(limitSet(['', '--max-semi-space-size=16'])).toBeNull();
  });

  it('is enough on any usual machine', () => {
    expect(() => demandMemory({ heapMb: 512, machineMb: Infinity })).not.toThrow();
    expect(() => demandMemory()).not.toThrow();
  });
});
