import { GroupMember } from '@gatehouse/schema/identity/group-member.entity';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { ConnectedOrganization } from '@gatehouse/schema/organizations/connected-organization.entity';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { AssignmentPolicyVersion } from '@gatehouse/schema/policies/assignment-policy-version.entity';
import { PolicyParty } from '@gatehouse/schema/policies/policy-party.entity';
import { inScope, type ScopeTarget } from '@gatehouse/schema/rules/policy-choice';
import { type ScopeOrganization } from '@gatehouse/schema/rules/policy';
import { OrganizationState, PolicyScope, UserKind, UserState } from '@gatehouse/schema/rules/vocabulary';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ViewerOperation } from '../../kernel/operation.ts';
import { openReadable, viewer, type Readable } from '../../kernel/read/read.fixture.ts';
import { Scope, tableOf, type Alias } from '../../kernel/read/scope.ts';
import { truth, type Condition, type Sql } from '../../kernel/read/sql.ts';
import { makePolicy } from '../../kernel/read/world.fixture.ts';
import { scopeContains } from './scope-people.sql.ts';
import { inScopeSql, userAsPerson, viewerAsPerson } from './scope.read.ts';

interface Person extends ScopeTarget {
  groupIds: string[];
}

/** Everybody a policy may be for: of each kind somebody it names, somebody of a group in a group it names, and somebody else. */
const people: Person[] = [];
const named = { userIds: [] as string[], groupId: '', organizations: [] as ScopeOrganization[] };
let db: Readable;
let accessPackage: string;

beforeAll(async () => {
  db = await openReadable();
  const inner = await db.insert(Group, { name: 'Inner', source: 'gatehouse' });
  named.groupId = await db.insert(Group, { name: 'Outer', source: 'gatehouse' });
  await db.insert(GroupMember, { group: named.groupId, memberGroup: inner });
  for (const kind of Object.values(UserKind)) {
    const [byThemself, byGroup, other] = await Promise.all(['A', 'B', 'C'].map((name) => db.insert(User, { kind, name })));
    named.userIds.push(byThemself!);
    await db.insert(GroupMember, { group: inner, user: byGroup });
    const plain = { kind, state: UserState.ACTIVE, organization: null, mailDomain: null };
    people.push(
      { ...plain, id: byThemself!, groupIds: [] },
      { ...plain, id: byGroup!, groupIds: [inner, named.groupId] },
      { ...plain, id: other!, groupIds: [] },
    );
  }
  await makeOutsiders();
  const catalog = await db.insert(Catalog, { name: 'C' });
  accessPackage = await db.insert(AccessPackage, { name: 'P', catalog, hidden: false });
});
afterAll(() => db.stop());

/** Of organizations named as a whole, named by a domain, and not named, of each state: people of each domain, with and without an account. */
async function makeOutsiders(): Promise<void> {
  for (const state of Object.values(OrganizationState)) {
    for (const domain of [null, 'one.example', undefined]) {
      const id = await db.insert(ConnectedOrganization, { name: `${state} ${domain}`, state });
      if (domain !== undefined) named.organizations.push({ organizationId: id, domain });
      for (const mailDomain of ['one.example', 'two.example'])
        for (const accepted of [UserState.ACTIVE, UserState.PROSPECT])
          await makeOutsider({ kind: 'GUEST', state: accepted, organization: { id, state }, mailDomain });
    }
  }
  await makeOutsider({ kind: 'GUEST', state: 'PROSPECT', organization: null, mailDomain: 'one.example' });
}

async function makeOutsider(person: Omit<ScopeTarget, 'id'>): Promise<void> {
  const { kind, state, mailDomain } = person;
  const [name, organization] = [`Outsider ${people.length}`, person.organization?.id ?? null];
  const id = await db.insert(User, { kind, state, name, organization, email: `${people.length}@${mailDomain}` });
  people.push({ ...person, id, groupIds: [] });
}

/** The ids for which the condition holds, of the people. */
async function found(from: Sql, id: Sql, condition: Condition): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select ${id} as id from ${from} where ${truth(condition)}`.execute(
    db.orm.em.fork().getKysely(),
  );
  return rows.map((row) => row.id).sort();
}

test.each(Object.values(PolicyScope))('%s contains the same people in memory and in SQL', async (scope) => {
  const { userIds: scopeUserIds, organizations: scopeOrganizations } = named;
  const definition = { scope, scopeUserIds, scopeGroupIds: [named.groupId], scopeOrganizations };
  const contained = people.filter((person) => inScope(definition, person, new Set(person.groupIds)));
  const expected = contained.map(({ id }) => id).sort();

  const [, versionId] = await makePolicy(db, accessPackage, { scope });
  for (const user of named.userIds) await db.insert(PolicyParty, { policyVersion: versionId, part: 'SCOPE', user });
  await db.insert(PolicyParty, { policyVersion: versionId, part: 'SCOPE', group: named.groupId });
  for (const { organizationId: organization, domain } of named.organizations)
    await db.insert(PolicyParty, { policyVersion: versionId, part: 'SCOPE', organization, domain });
  const statement = new Scope({ em: db.orm.em } as ViewerOperation);
  const [version, user] = [statement.alias(AssignmentPolicyVersion), statement.alias(User)];
  const written = sql`${tableOf(version as Alias)}`;
  const isIt = sql`${version('id')} = ${versionId}`;

  // What is written, asked about every user at once, and about whoever looks.
  const rows = sql`${written}, ${tableOf(user as Alias)}`;
  expect(await found(rows, user('id'), sql`${isIt} and ${truth(inScopeSql(version, userAsPerson(user)))}`)).toEqual(expected);
  const looking = await Promise.all(
    people.map(async ({ id, kind, state, groupIds, organization, mailDomain }) => {
      const from = { organizationId: organization?.id ?? null, configured: organization?.state === 'CONFIGURED' };
      const outside = kind === 'GUEST' ? { ...from, mailDomain, shutOut: false } : null;
      const looks = viewer(id, { kind, groupIds, outside, isProspect: state === 'PROSPECT' });
      const asked = inScopeSql(version, viewerAsPerson(looks));
      return (await found(written, sql`${id}::text`, sql`${isIt} and ${truth(asked)}`))[0];
    }),
  );
  expect(looking.filter(Boolean).sort()).toEqual(expected);
  // What is not written yet.
  expect(await found(sql`app_user u`, sql`u.id`, scopeContains(definition))).toEqual(expected);
});
