import { CatalogState, PackageGap, PackageStanding, PackageState } from './vocabulary.ts';

/** A package, as far as its standing depends on it. */
export interface StandingFacts {
  readonly state: PackageState;
  readonly catalogState: CatalogState;
  /** How many rights it gives. */
  readonly roles: number;
  /** How many of its policies are enabled. */
  readonly policies: number;
}

/** What is missing before anybody can be given it. A retired package lacks nothing, because nobody is to be given it. */
export function packageGaps({ state, catalogState, roles, policies }: StandingFacts): PackageGap[] {
  if (state === PackageState.RETIRED) return [];
  return [
    ...(roles === 0 ? [PackageGap.NO_CONTENTS] : []),
    ...(policies === 0 ? [PackageGap.NO_POLICY] : []),
    ...(catalogState === CatalogState.PUBLISHED ? [] : [PackageGap.CATALOG_UNPUBLISHED]),
  ];
}

/** Where a package stands: ready where nothing is missing, whether or not somebody holds it yet. */
export function packageStanding(facts: StandingFacts): PackageStanding {
  if (facts.state === PackageState.RETIRED) return PackageStanding.RETIRED;
  return packageGaps(facts).length > 0 ? PackageStanding.NOT_READY : PackageStanding.READY;
}
