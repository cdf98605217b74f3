import {
  BlockReason,
  DeploymentRole,
  GuestStanding,
  GuestStep,
  LastAccessLost,
  SetupStepName,
  TokenScope,
  UserKind,
  UserState,
} from '../rules/vocabulary.ts';
import { publishEnum } from '../shared/enums.ts';

publishEnum(UserKind, 'UserKind', 'What kind of user somebody is.', {
  MEMBER: 'One of the organization itself.',
  GUEST: 'An outsider with a user here.',
  SERVICE: 'A program, not a person.',
});
publishEnum(UserState, 'UserState', 'Where a user stands in their life here.', {
  PROSPECT: 'An outsider without an account: in no directory, holds nothing, and may ask for what a policy offers them.',
  ACTIVE: 'May sign in and hold access.',
  BLOCKED: 'May not sign in and gets no new access.',
  DELETED: 'Gone; may be restored for 30 days, without the access.',
});
publishEnum(BlockReason, 'BlockReason', 'Why a user is blocked.', {
  ADMINISTRATIVE: 'An administrator blocked them.',
  LIFECYCLE: 'They lost their last access; new access unblocks them.',
});
publishEnum(DeploymentRole, 'DeploymentRole', 'A role over the whole deployment.', {
  ADMINISTRATOR: 'May do everything but decide, and bypass approval only with the explicit right.',
  CATALOG_CREATOR: 'May create catalogs, and owns those they created.',
  ORGANIZATION_ADMINISTRATOR: 'Keeps connected organizations, their sponsors and guests.',
  AUDITOR: 'Reads everything and changes nothing.',
});

publishEnum(LastAccessLost, 'LastAccessLost', 'What becomes of a governed guest who lost their last access.', {
  NOTHING: 'Nothing.',
  BLOCK: 'Their sign-in ends; new access opens it again.',
  BLOCK_AND_DELETE: 'Their sign-in ends, and after a time they are deleted.',
  DELETE: 'After a time they are deleted.',
});
publishEnum(GuestStep, 'GuestStep', 'What can become of a guest without access.', {
  BLOCK: 'Their sign-in ends.',
  DELETE: 'They are deleted, and what is known of them as a person is erased.',
});
publishEnum(GuestStanding, 'GuestStanding', 'Where a governed guest stands.', {
  HAS_ACCESS: 'They have access.',
  WITHOUT_ACCESS: 'They lost the last of it, and their days count.',
  HELD: 'Nothing becomes of them for a time.',
  EXEMPT: 'They stay whatever becomes of their access.',
  SPARED: 'They have no access, but vouch for an organization, decide on requests, or have a request that is pending.',
});

publishEnum(SetupStepName, 'SetupStepName', 'One thing to be done until somebody can ask for something.', {
  PEOPLE: 'Somebody beside you is known here.',
  RESOURCE: 'There is a right that can be given: a resource with a role.',
  CATALOG: 'A published catalog holds a resource.',
  PACKAGE: 'A package gives a right.',
  POLICY: 'An enabled policy lets somebody ask for such a package.',
});

publishEnum(TokenScope, 'TokenScope', 'What a token may do.', {
  READ: 'Read what its owner may read.',
  ADHOC: 'Read as reporting tools do: what its owner may read, at a higher limit of cost.',
  WRITE: 'Do what its owner may do.',
});
