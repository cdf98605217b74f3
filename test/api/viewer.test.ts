import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { ask } from '../testkit/flow.ts';

let test: TestApp;
beforeAll(async () => void (test = await startTestApp()));
afterAll(() => test.stop());

interface Me {
  viewer: {
    deploymentRoles: string[];
    catalogRoles: { role: string }[];
    counts: { approvals: number; unreadNotifications: number };
    viewerCan: Record<
      'administer' | 'createCatalog' | 'createPackage' | 'assign' | 'manageUsers' | 'readAudit',
      { allowed: boolean }
    >;
  };
}
const ME = `{ viewer { deploymentRoles catalogRoles { role mayBypassApproval } counts { approvals unreadNotifications manualTasks }
  viewerCan { administer { allowed } createCatalog { allowed } createPackage { allowed } assign { allowed } manageUsers { allowed } readAudit { allowed } } } }`;

const can = ({ viewer }: Me) =>
  Object.entries(viewer.viewerCan)
    .filter(([, { allowed }]) => allowed)
    .map(([name]) => name);

describe('the viewer', () => {
  it('is told what they may do, by every way they came to it', async () => {
    const [nobody, admin, auditor, manager] = [
      await test.world.user(),
      await test.world.admin(),
      await test.world.user({ roles: ['AUDITOR'] }),
      await test.world.user(),
    ];
    const inner = await test.world.group({ users: [manager] });
    const outer = await test.world.group({ groups: [inner] });
    await test.world.catalog({ roles: [{ role: 'PACKAGE_MANAGER', holder: outer }] });
    const me = (as: { id: string }) => test.query<Me>(ME, {}, { as });
    expect(can(await me(nobody))).toEqual([]);
    expect(can(await me(admin))).toEqual(['administer', 'createCatalog', 'createPackage', 'assign', 'manageUsers', 'readAudit']);
    expect(can(await me(auditor))).toEqual(['administer', 'readAudit']);
    const seen = await me(manager);
    expect(seen.viewer.catalogRoles).toEqual([{ role: 'PACKAGE_MANAGER', mayBypassApproval: false }]);
    expect(can(seen)).toEqual(['administer', 'createPackage', 'assign']);
  });

  it('may do nothing but read with a token that only reads', async () => {
    const admin = await test.world.admin();
    expect(can(await test.query<Me>(ME, {}, { as: admin, tokenScope: 'READ' }))).toEqual(['administer', 'readAudit']);
  });

  it('is told that no mail leaves where no mail server is named', async () => {
    const { viewer } = await test.query<{ viewer: { mailsLeave: boolean } }>(
      '{ viewer { mailsLeave } }',
      {},
      { as: await test.world.user() },
    );
    expect(viewer.mailsLeave).toBe(false);
  });

  it('has as many approvals on the badge as in the queue', async () => {
    const [asker, approver, other] = [await test.world.user(), await test.world.user(), await test.world.user()];
    const accessPackage = await test.world.package({ policy: { stages: [{ approvers: [approver, other] }] } });
    await ask(test, asker, accessPackage);
    // What one asks for oneself waits for the other approver alone.
    await ask(test, approver, accessPackage);
    for (const as of [approver, other, asker]) {
      const { viewer } = await test.query<Me>(ME, {}, { as });
      const { approvals } = await test.query<{ approvals: { totalCount: number } }>('{ approvals { totalCount } }', {}, { as });
      expect(viewer.counts.approvals).toBe(approvals.totalCount);
    }
    expect((await test.query<Me>(ME, {}, { as: approver })).viewer.counts).toMatchObject({
      approvals: 1,
      unreadNotifications: 1,
    });
    expect((await test.query<Me>(ME, {}, { as: other })).viewer.counts.approvals).toBe(2);
  });
});
