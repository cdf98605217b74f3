import { type TargetRight } from '../port.ts';

/** What the directory calls the two rights on a group. */
export const GROUP_MEMBER_ROLE = 'member';
export const GROUP_OWNER_ROLE = 'owner';

/** Where in the directory a right stands. */
export type Place = { kind: 'MEMBERSHIP' } | { kind: 'ENTITLEMENT' } | { kind: 'NONE'; why: string };

/** Where a right stands: members of groups among the members, everything else among the entitlements. */
export function placeOf({ resource, role, scope }: TargetRight): Place {
  if (resource.kind !== 'GROUP') return { kind: 'ENTITLEMENT' };
  if (scope !== '') return none('A group of the directory has no scopes.');
  if (role.mode !== 'ACTIVE') return none('The directory gives roles of groups at once; it has none to be activated later.');
  if (role.externalId === GROUP_MEMBER_ROLE) return { kind: 'MEMBERSHIP' };
  if (role.externalId === GROUP_OWNER_ROLE) return { kind: 'ENTITLEMENT' };
  return none(
    `A group of the directory has no role "${role.externalId}": it has "${GROUP_MEMBER_ROLE}" and "${GROUP_OWNER_ROLE}".`,
  );
}

const none = (why: string): Place => ({ kind: 'NONE', why });
