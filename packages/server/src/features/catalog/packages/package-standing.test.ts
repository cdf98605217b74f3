import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { GroupMember } from '@gatehouse/schema/identity/group-member.entity';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { ConnectedOrganization } from '@gatehouse/schema/organizations/connected-organization.entity';
import { PolicyParty } from '@gatehouse/schema/policies/policy-party.entity';
import { choosePolicies, type PolicyCandidate, type ScopeTarget } from '@gatehouse/schema/rules/policy-choice';
import {
  PolicyScope,
  type OrganizationState,
  type PolicyState,
  type UserKind,
  type UserState,
} from '@gatehouse/schema/rules/vocabulary';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openReadable, viewer, type Readable } from '../../../kernel/read/read.fixture.ts';
import { makePolicy } from '../../../kernel/read/world.fixture.ts';

interface Plan {
  scope: PolicyScope;
  priority: number;
  state: PolicyState;
  selfAdd: boolean;
  managerOnBehalf: boolean;
  users: number[];
  groups: ('outer' | 'inner')[];
  organizations: { at: number; domain: string | null }[];
}

interface Kind {
  kind: UserKind;
  state?: UserState;
  organization?: number;
  mail?: string;
}

const ORGANIZATIONS: OrganizationState[] = ['CONFIGURED', 'PROPOSED'];
const DOMAINS = ['one.example', 'two.example'];
const KINDS: Kind[] = [
  { kind: 'MEMBER' },
  { kind: 'MEMBER' },
  { kind: 'GUEST' },
  { kind: 'SERVICE' },
  { kind: 'GUEST', organization: 0, mail: 'a@one.example' },
  { kind: 'GUEST', organization: 0, mail: 'a@two.example', state: 'PROSPECT' },
  { kind: 'GUEST', organization: 1, mail: 'b@one.example' },
  { kind: 'GUEST', state: 'PROSPECT', mail: 'c@one.example' },
];

let db: Readable;
let manager: string;
let catalog: string;
const people: ScopeTarget[] = [];
const organizations: string[] = [];
const group = { outer: '', inner: '' };
/** The second member and the guest are in the inner group, and so in the outer one. */
const groupsOf = (at: number) => (at === 1 || at === 2 ? [group.inner, group.outer] : []);

beforeAll(async () => {
  db = await openReadable();
  manager = await db.insert(User, { kind: 'MEMBER', name: 'Manager' });
  for (const state of ORGANIZATIONS) organizations.push(await db.insert(ConnectedOrganization, { name: state, state }));
  for (const [at, { kind, state = 'ACTIVE', organization: of, mail }] of KINDS.entries()) {
    const organization = of === undefined ? null : { id: organizations[of]!, state: ORGANIZATIONS[of]! };
    const row = { kind, state, name: `Person ${at}`, manager, organization: organization?.id ?? null, email: mail ?? null };
    const id = await db.insert(User, row);
    people.push({ id, kind, state, organization, mailDomain: mail?.split('@')[1] ?? null });
  }
  group.outer = await db.insert(Group, { name: 'Outer', source: 'gatehouse' });
  group.inner = await db.insert(Group, { name: 'Inner', source: 'gatehouse' });
  await db.insert(GroupMember, { group: group.outer, memberGroup: group.inner });
  for (const at of [1, 2]) await db.insert(GroupMember, { group: group.inner, user: people[at]!.id });
  catalog = await db.insert(Catalog, { name: 'C', externallyVisible: true });
});
afterAll(() => db.stop());

async function make(accessPackage: string, plan: Plan): Promise<PolicyCandidate> {
  const { scope, selfAdd, managerOnBehalf, state, priority } = plan;
  const [policyId, version] = await makePolicy(db, accessPackage, { scope, selfAdd, managerOnBehalf }, state);
  await db.pool.query('update assignment_policy set priority = $1 where id = $2', [priority, policyId]);
  const scopeUserIds = scope === 'SPECIFIC_USERS_AND_GROUPS' ? plan.users.map((at) => people[at]!.id) : [];
  const scopeGroupIds = scope === 'SPECIFIC_USERS_AND_GROUPS' ? plan.groups.map((name) => group[name]) : [];
  for (const user of scopeUserIds) await db.insert(PolicyParty, { policyVersion: version, part: 'SCOPE', user });
  for (const one of scopeGroupIds) await db.insert(PolicyParty, { policyVersion: version, part: 'SCOPE', group: one });
  const named = scope === 'SPECIFIC_ORGANIZATIONS' ? plan.organizations : [];
  const scopeOrganizations = named.map(({ at, domain }) => ({ organizationId: organizations[at]!, domain }));
  for (const { organizationId: organization, domain } of scopeOrganizations)
    await db.insert(PolicyParty, { policyVersion: version, part: 'SCOPE', organization, domain });
  const definition = {
    policyId,
    scope,
    scopeUserIds,
    scopeGroupIds,
    scopeOrganizations,
    requesting: { selfAdd, managerOnBehalf },
  };
  return { definition, priority, state, name: policyId } as never;
}

const plan: fc.Arbitrary<Plan> = fc.record({
  scope: fc.constantFrom(...Object.values(PolicyScope)),
  priority: fc.constantFrom(1, 2),
  state: fc.constantFrom('ENABLED', 'ENABLED', 'DISABLED'),
  selfAdd: fc.boolean(),
  managerOnBehalf: fc.boolean(),
  users: fc.uniqueArray(fc.nat(KINDS.length - 1), { maxLength: 2 }),
  groups: fc.uniqueArray(fc.constantFrom('outer' as const, 'inner' as const), { maxLength: 1 }),
  organizations: fc.array(fc.record({ at: fc.nat(1), domain: fc.constantFrom(null, ...DOMAINS) }), { maxLength: 2 }),
});

async function isListed({ id, kind, state, organization, mailDomain }: ScopeTarget, groupIds: string[]): Promise<boolean> {
  const configured = organization?.state === 'CONFIGURED';
  const outside = kind === 'GUEST' ? { organizationId: organization?.id ?? null, configured, mailDomain, shutOut: false } : null;
  const isProspect = state === 'PROSPECT';
  const data = await db.read(viewer(id, { kind, groupIds, outside, isProspect }), '{ browse { totalCount } }');
  return (data.browse as unknown as { totalCount: number }).totalCount === 1;
}

it('lists a package to exactly those whom the rule of policy choice lets ask for it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(plan, { minLength: 1, maxLength: 3 }), async (plans) => {
      await db.pool.query('delete from access_package');
      const accessPackage = await db.insert(AccessPackage, { name: 'P', catalog, hidden: false });
      const candidates: PolicyCandidate[] = [];
      for (const one of plans) candidates.push(await make(accessPackage, one));
      const applicable = people.map((person, at) => choosePolicies(candidates, person, new Set(groupsOf(at))).applicable);
      for (const [at, person] of people.entries()) {
        const may = applicable[at]?.some(({ candidate }) => candidate.definition.requesting.selfAdd) ?? false;
        expect(await isListed(person, groupsOf(at))).toBe(may);
      }
      const asked: ScopeTarget = { id: manager, kind: 'MEMBER', state: 'ACTIVE', organization: null, mailDomain: null };
      const asSelf = choosePolicies(candidates, asked, new Set()).applicable;
      // A Prospect reports to nobody yet.
      const forReports = applicable.some(
        (some, at) =>
          people[at]!.state === 'ACTIVE' && some.some(({ candidate }) => candidate.definition.requesting.managerOnBehalf),
      );
      expect(await isListed(asked, [])).toBe(
        forReports || asSelf.some(({ candidate }) => candidate.definition.requesting.selfAdd),
      );
    }),
    { numRuns: 60 },
  );
});
