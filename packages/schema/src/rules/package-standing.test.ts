import { expect, test } from 'vitest';
import { packageGaps, packageStanding, type StandingFacts } from './package-standing.ts';

const ready: StandingFacts = { state: 'ACTIVE', catalogState: 'PUBLISHED', roles: 1, policies: 1 };

test.each<[string, Partial<StandingFacts>, string, string[]]>([
  ['has all it needs', {}, 'READY', []],
  ['gives nothing', { roles: 0 }, 'NOT_READY', ['NO_CONTENTS']],
  ['has no enabled policy', { policies: 0 }, 'NOT_READY', ['NO_POLICY']],
  ['has neither', { roles: 0, policies: 0 }, 'NOT_READY', ['NO_CONTENTS', 'NO_POLICY']],
  ['stands in a catalog that is being prepared', { catalogState: 'UNPUBLISHED' }, 'NOT_READY', ['CATALOG_UNPUBLISHED']],
  ['is retired', { state: 'RETIRED' }, 'RETIRED', []],
  ['is retired and empty', { state: 'RETIRED', roles: 0, policies: 0, catalogState: 'UNPUBLISHED' }, 'RETIRED', []],
])('6.38 a package that %s', (_name, over, standing, gaps) => {
  expect(packageStanding({ ...ready, ...over })).toBe(standing);
  expect(packageGaps({ ...ready, ...over })).toEqual(gaps);
});
