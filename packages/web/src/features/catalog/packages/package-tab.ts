import type { PackageGap } from '@gatehouse/schema/rules/vocabulary';

export const PACKAGE_TABS = ['holders', 'policies', 'contents'] as const;
export type PackageTab = (typeof PACKAGE_TABS)[number];

/**
 * Where a package opens: one that nobody was given yet on the first of what it lacks, as far as that is mended there; any other on who
 * holds it.
 */
export function firstTab(gaps: readonly PackageGap[], given: boolean): PackageTab {
  if (given) return 'holders';
  if (gaps.includes('NO_CONTENTS')) return 'contents';
  return gaps.includes('NO_POLICY') ? 'policies' : 'holders';
}
