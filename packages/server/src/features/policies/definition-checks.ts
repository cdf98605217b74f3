import { type PolicyDefinition } from '@gatehouse/schema/rules/policy';
import { policyIssues } from '@gatehouse/schema/rules/policy-issues';
import { asksApproval } from '@gatehouse/schema/rules/role-groups';
import { type UserErrorData } from '@gatehouse/schema/shared/errors';
import { sql } from 'kysely';
import { type Change } from '../../kernel/change.ts';
import { notFound, refused, Refused } from '../../kernel/refused.ts';
import { packageLeadsToRoles } from '../catalog/packages/role-groups.facts.ts';
import { placeInInput } from './definition-from-input.ts';

/**
 * Refuses a definition that cannot be saved.
 * @param before what the policy said until now; whom it named may have left since without standing in the way.
 * @throws INVALID with everything that is wrong with it; NOT_FOUND for people and groups that do not exist.
 */
export async function demandSound(
  change: Change,
  accessPackageId: string,
  definition: PolicyDefinition,
  before: PolicyDefinition | null,
): Promise<void> {
  const issues = policyIssues(definition).map(({ path, message }) => invalid(placeInInput(definition, path), message));
  if (issues.length > 0) throw new Refused(...eachOnce(issues));
  const { endsAt } = definition.expiration;
  if (endsAt && endsAt <= change.now && endsAt.getTime() !== before?.expiration.endsAt?.getTime()) {
    throw refused('INVALID', 'This day is over.', ['definition', 'expiration', 'endsOn']);
  }
  await demandKnown(change, definition, before);
  if (!asksApproval(definition) && (await packageLeadsToRoles(change.em, accessPackageId))) {
    const preApproved = definition.requesting.onBehalfPreApproves && asksApproval(withoutPreApproval(definition));
    throw refused(
      'INVALID',
      preApproved
        ? 'This package leads into a group with roles in Gatehouse; a manager\u2019s own request cannot count as the only approval.'
        : 'This package leads into a group with roles in Gatehouse; it is given only with approval.',
      preApproved ? ['definition', 'requesting', 'onBehalfPreApproves'] : ['definition', 'stages'],
    );
  }
}

function withoutPreApproval({ requesting, stages }: PolicyDefinition): Pick<PolicyDefinition, 'requesting' | 'stages'> {
  return { requesting: { ...requesting, onBehalfPreApproves: false }, stages };
}

function invalid(path: string[], message: string): UserErrorData {
  return { type: 'PlainError', code: 'INVALID', message, path };
}

/** A stage that stands for getting and for keeping the access is told of once. */
export function eachOnce<T extends object>(told: readonly T[]): T[] {
  return [...new Map(told.map((one) => [JSON.stringify(one), one])).values()];
}

interface Named {
  kind: 'user' | 'group' | 'organization';
  id: string;
  path: string[];
}

/** Everybody a definition names, with the place where. */
function namedIn({ scopeUserIds, scopeGroupIds, scopeOrganizations, requesting, stages }: PolicyDefinition): Named[] {
  const list = (kind: Named['kind'], ids: readonly string[], ...path: string[]) =>
    ids.map((id): Named => ({ kind, id, path: ['definition', ...path] }));
  return [
    ...list('user', scopeUserIds, 'scopeUserIds'),
    ...list('group', scopeGroupIds, 'scopeGroupIds'),
    ...scopeOrganizations.map(({ organizationId }, index): Named => {
      const path = ['definition', 'scopeOrganizations', String(index), 'organizationId'];
      return { kind: 'organization', id: organizationId, path };
    }),
    ...list('user', requesting.onBehalfUserIds, 'requesting', 'onBehalfUserIds'),
    ...stages.flatMap((stage, index) =>
      stage.approvers.flatMap(({ userId, groupId }, at) => {
        const path = ['stages', String(index), 'approvers', String(at)];
        return [
          ...list('user', userId ? [userId] : [], ...path, 'userId'),
          ...list('group', groupId ? [groupId] : [], ...path, 'groupId'),
        ];
      }),
    ),
  ];
}

async function demandKnown({ em }: Change, definition: PolicyDefinition, before: PolicyDefinition | null): Promise<void> {
  const named = namedIn(definition);
  const ids = named.map(({ id }) => id);
  const { rows } = await sql<{ id: string }>`
    select id from app_user where id = any(${ids}::text[]) and state <> 'DELETED'
    union all select id from connected_organization where id = any(${ids}::text[])
    union all select id from app_group where id = any(${ids}::text[])`.execute(em.getKysely());
  const known = new Set([...rows.map(({ id }) => id), ...(before ? namedIn(before).map(({ id }) => id) : [])]);
  const prefix = { user: 'usr_', group: 'grp_', organization: 'org_' };
  const missing = named.find(({ id, kind }) => !known.has(id) || !id.startsWith(prefix[kind]));
  if (missing) throw notFound(missing.kind, missing.path);
}
