import { AccessPackageRole } from '@gatehouse/schema/catalog/access-package-role.entity';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { ResourceRole } from '@gatehouse/schema/catalog/resource-role.entity';
import { type ContentsVisibility, type PackageState } from '@gatehouse/schema/rules/vocabulary';
import { type Change } from '../../kernel/change.ts';

/** A package to be made: listed, in use, its contents shown to members, where nothing is said. */
export interface PackagePlan {
  name: string;
  catalog: { id: string };
  description?: string | null;
  hidden?: boolean;
  state?: PackageState;
  contentsVisibility?: ContentsVisibility;
  /** The rights it gives; a scope only where the target has scopes. */
  roles?: readonly { id: string; scope?: string }[];
}

/** Makes a package with the rights it gives; its policies are made by `buildPolicy`. */
export function buildPackage(change: Change, { catalog, roles = [], hidden = false, ...fields }: PackagePlan): AccessPackage {
  const accessPackage = change.create(AccessPackage, { ...fields, hidden, catalog: change.em.getReference(Catalog, catalog.id) });
  for (const { id, scope = '' } of roles) {
    change.create(AccessPackageRole, { accessPackage, resourceRole: change.em.getReference(ResourceRole, id), scope });
  }
  return accessPackage;
}
