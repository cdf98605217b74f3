import {
  AdoptedGrantEnd,
  LostGrants,
  CatalogRole,
  CatalogState,
  ConnectorSettingType,
  ContentsVisibility,
  PackageGap,
  PackageStanding,
  PackageState,
  ResourceKind,
  RoleMode,
} from '../rules/vocabulary.ts';
import { publishEnum } from '../shared/enums.ts';

publishEnum(CatalogRole, 'CatalogRole', 'A role in one catalog.', {
  OWNER: 'Everything in the catalog, and giving its roles.',
  READER: 'Sees the catalog and everything in it.',
  PACKAGE_MANAGER: 'Makes and changes packages and policies, and assigns.',
  ASSIGNMENT_MANAGER: 'Assigns, removes, reprocesses and cancels.',
});
publishEnum(CatalogState, 'CatalogState', 'Whether a catalog is in use.', {
  PUBLISHED: 'Its packages may be asked for.',
  UNPUBLISHED: 'Being prepared; nothing in it may be asked for.',
});
publishEnum(PackageState, 'PackageState', 'Whether a package is in use.', {
  ACTIVE: 'May be asked for.',
  RETIRED: 'No new access; what is held runs out.',
});
publishEnum(PackageStanding, 'PackageStanding', 'Where a package stands.', {
  READY: 'Nothing is missing: it can be given to people, whether or not somebody holds it yet.',
  NOT_READY: 'It is active, and something is missing before anybody can be given it.',
  RETIRED: 'No new access; what is held runs out.',
});
publishEnum(PackageGap, 'PackageGap', 'What a package lacks before anybody can be given it.', {
  NO_CONTENTS: 'It gives no right.',
  NO_POLICY: 'No enabled policy says who may have it.',
  CATALOG_UNPUBLISHED: 'Its catalog is not published.',
});
publishEnum(ContentsVisibility, 'ContentsVisibility', 'Who may see what is in a package before they hold it.', {
  NOBODY: 'Nobody without a role in the catalog.',
  MEMBERS: 'Members, not guests.',
  EVERYONE: 'Everyone who may see the package.',
});
publishEnum(ResourceKind, 'ResourceKind', 'What kind of thing a resource is.', {
  GROUP: 'A group.',
  APPLICATION: 'An application with roles.',
  SITE: 'A site with levels of access.',
  LICENCE: 'A licence.',
});
publishEnum(RoleMode, 'RoleMode', 'How a role is given.', {
  ACTIVE: 'At once.',
  ELIGIBLE: 'To be activated in the target by the person.',
});
publishEnum(AdoptedGrantEnd, 'AdoptedGrantEnd', 'What happens at the end to a right that was there before us.', {
  KEEP: 'It stays.',
  REMOVE: 'It is taken away.',
});
publishEnum(
  LostGrants,
  'LostGrants',
  'What is done about a right that its target has no more, though nobody here took it away.',
  {
    REPORT: 'It is shown as lost, and given again by hand.',
    GIVE_AGAIN: 'It is given again at once.',
  },
);
publishEnum(ConnectorSettingType, 'ConnectorSettingType', 'What one setting of a connector is.', {
  TEXT: 'A text.',
  NUMBER: 'A number.',
  SWITCH: 'Yes or no.',
  CHOICE: 'One of a few words.',
});
