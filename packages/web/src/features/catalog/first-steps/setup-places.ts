import type { PackageGap, SetupStepName } from '@gatehouse/schema/rules/vocabulary';
import type { LinkProps } from '@tanstack/react-router';

/** What was made so far, the latest first. */
export interface MadeSoFar {
  catalogs: readonly { id: string }[];
  packages: readonly { id: string; gaps: readonly PackageGap[] }[];
}

/** A place of the dashboard, as links take it. */
export interface Place {
  to: LinkProps['to'];
  params?: Record<string, string>;
  search?: Record<string, unknown>;
  hash?: string;
}

/** Where a step of setting up is done: on what was made last, as soon as there is something. */
export function placeOf(step: SetupStepName, { catalogs, packages }: MadeSoFar): Place {
  const [catalog] = catalogs;
  const inCatalog: Place = catalog
    ? { to: '/admin/catalogs/$catalogId', params: { catalogId: catalog.id } }
    : { to: '/admin/catalogs' };
  const onPackage = (lacking: PackageGap, tab: string): Place => {
    const found = packages.find(({ gaps }) => gaps.includes(lacking)) ?? packages[0];
    return found ? { to: '/admin/packages/$packageId', params: { packageId: found.id }, search: { tab } } : inCatalog;
  };
  switch (step) {
    case 'PEOPLE':
      return { to: '/admin/people' };
    case 'RESOURCE':
      return { to: '/admin/resources' };
    case 'CATALOG':
      return catalog ? { ...inCatalog, hash: 'resources' } : inCatalog;
    case 'PACKAGE':
      return onPackage('NO_CONTENTS', 'contents');
    case 'POLICY':
      return onPackage('NO_POLICY', 'policies');
  }
}
