import { GROUP_MEMBER_ROLE, GROUP_OWNER_ROLE } from '@gatehouse/schema/rules/directory-rights';
import { type TargetRight } from '../../../../kernel/connectors/port.ts';

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
