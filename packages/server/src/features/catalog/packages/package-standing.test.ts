import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { GroupMember } from '@gatehouse/schema/identity/group-member.entity';
import { Group } from '@gatehouse/schema/identity/group.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { PolicyParty } from '@gatehouse/schema/policies/policy-party.entity';
import { choosePolicies, type PolicyCandidate } from '@gatehouse/schema/rules/policy-choice';
import { PolicyScope, type PolicyState, type UserKind } from '@gatehouse/schema/rules/vocabulary';
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
}

const KINDS: UserKind[] = ['MEMBER', 'MEMBER', 'GUEST', 'SERVICE'];

let db: Readable;
let manager: string;
let catalog: string;
const people: string[] = [];
const group = { outer: '', inner: '' };
/** The second member and the guest are in the inner group, and so in the outer one. */
const groupsOf = (at: number) => (at === 1 || at === 2 ? [group.inner, group.outer] : []);

beforeAll(async () => {
  db = await openReadable();
  manager = await db.insert(User, { kind: 'MEMBER', name: 'Manager' });
  for (const [at, kind] of KINDS.entries()) people.push(await db.insert(User, { kind, name: `Person ${at}`, manager }));
  group.outer = await db.insert(Group, { name: 'Outer', source: 'gatehouse' });
  group.inner = await db.insert(Group, { name: 'Inner', source: 'gatehouse' });
  await db.insert(GroupMember, { group: group.outer, memberGroup: group.inner });
  for (const at of [1, 2]) await db.insert(GroupMember, { group: group.inner, user: people[at] });
  catalog = await db.insert(Catalog, { name: 'C', externallyVisible: true });
});
afterAll(() => db.stop());

async function make(accessPackage: string, plan: Plan): Promise<PolicyCandidate> {
  const { scope, selfAdd, managerOnBehalf, state, priority } = plan;
  const [policyId, version] = await makePolicy(db, accessPackage, { scope, selfAdd, managerOnBehalf }, state);
  await db.pool.query('update assignment_policy set priority = $1 where id = $2', [priority, policyId]);
  const scopeUserIds = scope === 'SPECIFIC_USERS_AND_GROUPS' ? plan.users.map((at) => people[at] ?? '') : [];
  const scopeGroupIds = scope === 'SPECIFIC_USERS_AND_GROUPS' ? plan.groups.map((name) => group[name]) : [];
  for (const user of scopeUserIds) await db.insert(PolicyParty, { policyVersion: version, part: 'SCOPE', user });
  for (const one of scopeGroupIds) await db.insert(PolicyParty, { policyVersion: version, part: 'SCOPE', group: one });
  const definition = { policyId, scope, scopeUserIds, scopeGroupIds, requesting: { selfAdd, managerOnBehalf } };
  return { definition, priority, state, name: policyId } as never;
}

const plan: fc.Arbitrary<Plan> = fc.record({
  scope: fc.constantFrom(...Object.values(PolicyScope)),
  priority: fc.constantFrom(1, 2),
  state: fc.constantFrom('ENABLED', 'ENABLED', 'DISABLED'),
  selfAdd: fc.boolean(),
  managerOnBehalf: fc.boolean(),
  users: fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { maxLength: 2 }),
  groups: fc.uniqueArray(fc.constantFrom('outer' as const, 'inner' as const), { maxLength: 1 }),
});

async function isListed(userId: string, kind: UserKind, groupIds: string[]): Promise<boolean> {
  const data = await db.read(viewer(userId, { kind, groupIds }), '{ browse { totalCount } }');
  return (data.browse as unknown as { totalCount: number }).totalCount === 1;
}

it('lists a package to exactly those whom the rule of policy choice lets ask for it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(plan, { minLength: 1, maxLength: 3 }), async (plans) => {
      await db.pool.query('delete from access_package');
      const accessPackage = await db.insert(AccessPackage, { name: 'P', catalog, hidden: false });
      const candidates: PolicyCandidate[] = [];
      for (const one of plans) candidates.push(await make(accessPackage, one));
      const applicable = people.map(
        (id, at) => choosePolicies(candidates, { id, kind: KINDS[at] ?? 'MEMBER' }, new Set(groupsOf(at))).applicable,
      );
      for (const [at, id] of people.entries()) {
        const may = applicable[at]?.some(({ candidate }) => candidate.definition.requesting.selfAdd) ?? false;
        expect(await isListed(id, KINDS[at] ?? 'MEMBER', groupsOf(at))).toBe(may);
      }
      const asSelf = choosePolicies(candidates, { id: manager, kind: 'MEMBER' }, new Set()).applicable;
      const forReports = applicable.some((some) => some.some(({ candidate }) => candidate.definition.requesting.managerOnBehalf));
      expect(await isListed(manager, 'MEMBER', [])).toBe(
        forReports || asSelf.some(({ candidate }) => candidate.definition.requesting.selfAdd),
      );
    }),
    { numRuns: 60 },
  );
});
