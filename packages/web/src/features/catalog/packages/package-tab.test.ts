import { expect, test } from 'vitest';
import { firstTab } from './package-tab.ts';

test.each([
  [[], 'holders'],
  [['NO_CONTENTS', 'NO_POLICY', 'CATALOG_UNPUBLISHED'], 'contents'],
  [['NO_POLICY'], 'policies'],
  [['NO_POLICY', 'CATALOG_UNPUBLISHED'], 'policies'],
  // Its catalog is published elsewhere.
  [['CATALOG_UNPUBLISHED'], 'holders'],
] as const)('6.38 a package that lacks %s opens on its %s', (gaps, tab) => {
  expect(firstTab(gaps, false)).toBe(tab);
  expect(firstTab(gaps, true), 'whoever was given it comes first').toBe('holders');
});
