import { User } from '@gatehouse/schema/identity/user.entity';
import { PolicyParty } from '@gatehouse/schema/policies/policy-party.entity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReadable, type Readable } from '../../../kernel/read/read.fixture.ts';
import { makePolicy, makeWorld, type World } from '../../../kernel/read/world.fixture.ts';

let db: Readable;
let world: World;
beforeAll(async () => {
  db = await openReadable();
  world = await makeWorld(db);
});
afterAll(() => db.stop());

/** The packages listed to somebody, by name. */
async function browse(who: string): Promise<string[]> {
  const data = await db.read(world.as[who] as never, '{ browse(first: 100) { nodes { name } } }');
  return (data.browse as unknown as { nodes: { name: string }[] }).nodes.map(({ name }) => name);
}

describe('listing follows eligibility', () => {
  it('needs an active package, a published catalog and an enabled policy that lets one ask', async () => {
    const { id, makePackage } = world;
    const base = { catalog: id.marketing ?? '', role: id.role ?? '', policy: { scope: 'ALL_MEMBERS' } };
    await makePackage({ ...base, name: 'retired', state: 'RETIRED' });
    await makePackage({ ...base, name: 'disabled', policyState: 'DISABLED' });
    await makePackage({ ...base, name: 'direct only', policy: { scope: 'ALL_MEMBERS', selfAdd: false } });
    await makePackage({ ...base, name: 'services', policy: { scope: 'SERVICES' } });
    await makePackage({ ...base, name: 'closed', catalog: id.other ?? '', policy: { scope: 'ALL_USERS' } });
    expect(await browse('sibling')).toEqual(['closed', 'open', 'secret']);
    expect(await browse('guest')).toEqual(['secret']);
    await db.pool.query(`update catalog set state = 'UNPUBLISHED' where id = $1`, [id.other]);
    expect(await browse('sibling')).toEqual(['open', 'secret']);
  });

  it('follows named users and groups, nested ones too', async () => {
    const { id, makePackage } = world;
    const made = await makePackage({ name: 'named', catalog: id.marketing ?? '', role: id.role ?? '' });
    const [, version] = await makePolicy(db, made, { scope: 'SPECIFIC_USERS_AND_GROUPS' });
    await db.insert(PolicyParty, { policyVersion: version, part: 'SCOPE', user: id.sibling });
    await db.insert(PolicyParty, { policyVersion: version, part: 'SCOPE', group: id.group });
    expect(await browse('sibling')).toContain('named');
    expect(await browse('owner')).not.toContain('named');
    const inGroup = { ...world.as.owner, groupIds: [id.group ?? ''] } as never;
    const data = await db.read(inGroup, '{ browse { nodes { name } } }');
    expect((data.browse as unknown as { nodes: object[] }).nodes).toContainEqual({ name: 'named' });
  });

  it('shows a manager what they may ask for their reports, and named people what they may ask for anybody', async () => {
    const { id, makePackage } = world;
    const made = await makePackage({ name: 'for reports', catalog: id.marketing ?? '', role: id.role ?? '' });
    const [, version] = await makePolicy(db, made, { scope: 'SPECIFIC_USERS_AND_GROUPS', selfAdd: false, managerOnBehalf: true });
    await db.insert(PolicyParty, { policyVersion: version, part: 'SCOPE', user: id.target });
    await db.insert(PolicyParty, { policyVersion: version, part: 'ON_BEHALF', user: id.owner });
    expect(await browse('manager')).toContain('for reports');
    expect(await browse('owner')).toContain('for reports');
    expect(await browse('target')).not.toContain('for reports');
    await db.orm.em.fork().nativeUpdate(User, { id: id.target ?? '' }, { state: 'BLOCKED' });
    expect(await browse('manager')).not.toContain('for reports');
  });
});
