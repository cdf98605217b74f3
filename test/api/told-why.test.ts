import { evidenceHash } from '@gatehouse/server/kernel/audit/evidence-hash';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { deliverable } from '../testkit/delivery.ts';
import { CANCEL, END, EXTEND } from '../testkit/documents.ts';
import { afterUndo, ask, decide, look, type Answer } from '../testkit/flow.ts';
import { Mailbox } from '../testkit/mailbox.ts';

let t: TestApp;
let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await Mailbox.start();
  t = await startTestApp({
    env: { SMTP_URL: mailbox.url, MAIL_FROM: 'Gatehouse <access@contoso.example>', PUBLIC_URL: 'https://access.contoso.example' },
  });
});
afterAll(async () => {
  await t.stop();
  await mailbox.stop();
});

const ENDED = `query ($packageId: ID!) { auditEvents(first: 50, orderBy: [{ field: AT }], filter: {
  accessPackageId: { eq: $packageId }, action: { in: ["request.submitted", "assignment.ended"] } }) {
  nodes { action outcome actor { id } targetId details } } }`;
const CANCELED = 'query ($id: ID!) { node(id: $id) { ... on AccessRequest { canceled } } }';
const NOTICES = 'query { notifications(first: 50) { nodes { kind text } } }';
const REVOKE = 'mutation ($input: RevokeApprovalInput!) { revokeApproval(input: $input) { errors { code message } } }';
const DELETE = 'mutation ($input: DeleteInput!) { deleteUser(input: $input) { errors { code message } } }';
const SET = 'mutation ($input: SetAccessPackageRolesInput!) { setAccessPackageRoles(input: $input) { errors { code message } } }';

type Somebody = { id: string };
let number = 0;
const person = async (name: string, more: object = {}) => {
  number += 1;
  const email = `told${number}@contoso.example`;
  return Object.assign(await t.world.user({ name: `${name} ${number}`, email, ...more }), { email });
};
/** What somebody was told of one kind, the latest first. */
const told = async (as: Somebody, kind: string): Promise<string[]> => {
  const { nodes } = (await t.query<Answer>(NOTICES, {}, { as })).notifications;
  return nodes.filter((one: Answer) => one.kind === kind).map(({ text }: Answer) => text);
};
/** What the page of a request says of who canceled it. */
const saidOf = async (as: Somebody, { id }: Somebody) => (await t.query<Answer>(CANCELED, { id }, { as })).node.canceled;
const lastMail = (to: { email: string }) => mailbox.to(to.email).at(-1)!;

/** Somebody who got a package by a decision of an approver. */
const approved = async (stage: object = {}, holder?: Somebody & { email: string }, policy: object = {}) => {
  const [approver, requester] = [await person('Diego'), holder ?? (await person('Adele'))];
  const accessPackage = await t.world.package({
    name: `Box ${number}`,
    policy: { scope: 'ALL_USERS', stages: [{ approvers: [approver], ...stage }], ...policy } as never,
  });
  const request = await ask(t, requester, accessPackage);
  expect((await decide(t, approver, request.stages[0])).errors).toEqual([]);
  await afterUndo(t);
  const { assignment } = await look(t, requester, request);
  return { approver, requester, accessPackage, request, assignment };
};
const end = async (as: Somebody, assignment: Somebody, justification: string | null) => {
  const { endAssignment } = await t.query<Answer>(END, { input: { assignmentId: assignment.id, justification } }, { as });
  expect(endAssignment.errors).toEqual([]);
  await t.drain();
};

describe('6.13 whoever loses access is told why and by whom', () => {
  it('6.13 taken away by somebody with a reason: in the inbox on one line, in the mail whole and as text', async () => {
    const { requester, accessPackage, assignment } = await approved();
    const admin = await t.world.admin();
    await end(admin, assignment, 'Moved to <b>Sales</b>.\nSee you there.');
    const said = `Your access to \u201c${accessPackage.name}\u201d was taken away by ${admin.name}`;
    expect(await told(requester, 'ACCESS_ENDED')).toEqual([
      `${said}, with the reason: \u201cMoved to <b>Sales</b>. See you there.\u201d`,
    ]);
    expect(lastMail(requester).text).toContain(`${said}.`);
    expect(lastMail(requester).text).toContain('Reason:\n  Moved to <b>Sales</b>.\n  See you there.');
    expect(lastMail(requester).html).toContain('Moved to &lt;b&gt;Sales&lt;/b&gt;.<br>See you there.');
    expect(lastMail(requester).html).not.toContain('<b>');
  });

  it('6.13 the audit says who ended it and as what, and of the reason a hash alone', async () => {
    const [admin, keeper, manager] = [await t.world.admin(), await person('Keeper'), await person('Boss')];
    const catalog = await t.world.catalog({ roles: [{ role: 'ASSIGNMENT_MANAGER', holder: keeper }] });
    const holder = await person('Holder', { manager });
    const reason = 'Left the crane team';
    for (const [as, type] of [
      [admin, 'ADMIN_REMOVE'],
      [keeper, 'ADMIN_REMOVE'],
      [manager, 'ON_BEHALF_REMOVE'],
      [holder, 'USER_REMOVE'],
    ] as const) {
      const { id: packageId } = await t.world.package({ catalog, policy: { managerOnBehalf: true } });
      const request = await ask(t, holder, { id: packageId });
      await t.drain();
      const { assignment } = await look(t, holder, request);
      await end(as, assignment, reason);
      const { auditEvents } = await t.query<Answer>(ENDED, { packageId }, { as: 'system' });
      const about = { outcome: 'DONE', actor: { id: as.id }, targetId: holder.id };
      expect(auditEvents.nodes.filter(({ details }: Answer) => details.type === type)).toEqual([
        {
          ...about,
          action: 'request.submitted',
          details: {
            type,
            cause: null,
            assignmentId: assignment.id,
            justificationHash: await evidenceHash(t.app.orm.em.fork(), as.id, reason),
          },
        },
        { ...about, action: 'assignment.ended', details: { type, cause: null, endedAt: t.clock.now().toISOString() } },
      ]);
      expect(JSON.stringify(auditEvents)).not.toContain(reason);
    }
  });

  it('6.13 given up by oneself, and at its end', async () => {
    const { requester, accessPackage, assignment } = await approved();
    await end(requester, assignment, null);
    expect(await told(requester, 'ACCESS_ENDED')).toEqual([`You gave up your access to \u201c${accessPackage.name}\u201d.`]);
    const short = await t.world.package({ name: 'Short', policy: { duration: 'P1D' } });
    await ask(t, requester, short);
    await t.drain();
    t.clock.advance('P2D');
    await t.runJobs('all');
    expect((await told(requester, 'ACCESS_ENDED'))[0]).toMatch(
      /^Your access to \u201cShort\u201d reached its end on \d+ \w+ 2026 at \S+ UTC\.$/,
    );
    expect(lastMail(requester).text).toContain('reached its end on');
  });

  it('6.13 by an approval that was revoked; who approved is named only where the policy shows it, and no reason is lost', async () => {
    for (const showApprovers of [true, false]) {
      const { approver, requester, accessPackage, request } = await approved({ showApprovers });
      const input = { requestId: request.id, justification: 'By mistake' };
      expect((await t.query<Answer>(REVOKE, { input }, { as: approver })).revokeApproval.errors).toEqual([]);
      await t.drain();
      const by = showApprovers ? approver.name : 'an approver';
      expect(await told(requester, 'ACCESS_ENDED')).toEqual([
        `Your access to \u201c${accessPackage.name}\u201d has ended, because its approval was revoked by ${by}, with the reason: \u201cBy mistake\u201d.`,
      ]);
      expect(lastMail(requester).text).toContain('Reason: By mistake');
      if (!showApprovers) expect(lastMail(requester).text + lastMail(requester).html).not.toContain(approver.name);
    }
  });

  it('6.13 a guest reads what somebody is and nobody\u2019s name', async () => {
    const guest = await person('Pat', { kind: 'GUEST' });
    const catalog = await t.world.catalog({ externallyVisible: true });
    const accessPackage = await t.world.package({ name: 'Partners', catalog, policy: { scope: 'ALL_USERS' } });
    const request = await ask(t, guest, accessPackage);
    await t.drain();
    const admin = await t.world.admin();
    await end(admin, (await look(t, guest, request)).assignment, 'Project over');
    expect(await told(guest, 'ACCESS_ENDED')).toEqual([
      'Your access to \u201cPartners\u201d was taken away by somebody who manages it, with the reason: \u201cProject over\u201d.',
    ]);
    expect(lastMail(guest).text).not.toContain(admin.name);
  });

  it('6.13 a denial carries its reason, and its author where the policy shows approvers', async () => {
    for (const showApprovers of [true, false]) {
      const [approver, requester] = [await person('Diego'), await person('Adele')];
      const accessPackage = await t.world.package({
        name: `Asked ${number}`,
        policy: { stages: [{ approvers: [approver], showApprovers }] },
      });
      const request = await ask(t, requester, accessPackage);
      await decide(t, approver, request.stages[0], 'DENY', { justification: `Budget ${'x'.repeat(300)}` });
      await afterUndo(t);
      const [text] = await told(requester, 'REQUEST_DENIED');
      const by = showApprovers ? approver.name : 'an approver';
      expect(text).toContain(`was denied by ${by}, with the reason: \u201cBudget xxx`);
      expect(text!.length).toBeLessThan(300);
      expect(lastMail(requester).text).toContain(`was denied by ${by}.`);
      expect(lastMail(requester).text).toContain(`Reason: Budget ${'x'.repeat(300)}`);
    }
  });
});

describe('6.13 whoever asked is told why it was canceled and by whom', () => {
  const canceled = async (as: Somebody, request: Somebody, reason: string | null) => {
    const { cancelAccessRequest } = await t.query<Answer>(CANCEL, { input: { requestId: request.id, reason } }, { as });
    expect(cancelAccessRequest.errors).toEqual([]);
    await t.drain();
  };
  const waiting = async (requester: Somebody, more: object = {}) => {
    const approver = await person('Diego');
    const accessPackage = await t.world.package({
      name: `Wait ${number}`,
      policy: { managerOnBehalf: true, stages: [{ approvers: [approver] }] },
    });
    return { approver, accessPackage, request: await ask(t, requester, accessPackage, more) };
  };

  it('6.13 by an administrator with a reason, and by oneself', async () => {
    const [requester, admin] = [await person('Adele'), await t.world.admin()];
    const first = await waiting(requester);
    await canceled(admin, first.request, 'Ask for the new one');
    const said = `The request for \u201c${first.accessPackage.name}\u201d was canceled by ${admin.name}`;
    expect(await told(requester, 'REQUEST_CANCELED')).toEqual([`${said}, with the reason: \u201cAsk for the new one\u201d.`]);
    expect(lastMail(requester).text).toContain(`${said}.`);
    expect(lastMail(requester).text).toContain('Reason: Ask for the new one');
    expect(await saidOf(requester, first.request)).toBe(`${said}, with the reason: \u201cAsk for the new one\u201d.`);
    expect(await saidOf(admin, first.request)).toBe(
      `You canceled the request for \u201c${first.accessPackage.name}\u201d for ${requester.name}, with the reason: \u201cAsk for the new one\u201d.`,
    );
    const second = await waiting(requester);
    expect(await saidOf(requester, second.request), 'nothing while it waits').toBeNull();
    await canceled(requester, second.request, null);
    expect((await told(requester, 'REQUEST_CANCELED'))[0]).toBe(
      `You canceled the request for \u201c${second.accessPackage.name}\u201d.`,
    );
  });

  it('6.13 because the access was ended meanwhile, or whoever it was for left', async () => {
    const { requester, accessPackage, assignment } = await approved({}, undefined, {
      duration: 'P10D',
      extensionNeedsApproval: true,
      extensionStages: [{ approvers: [await person('Emily')] }],
    });
    t.clock.advance('P8D');
    const { extendAssignment } = await t.query<Answer>(EXTEND, { input: { assignmentId: assignment.id } }, { as: requester });
    expect(extendAssignment.errors).toEqual([]);
    const admin = await t.world.admin();
    await end(admin, assignment, 'Over');
    expect(await told(requester, 'REQUEST_CANCELED')).toEqual([
      `The request for \u201c${accessPackage.name}\u201d was canceled, because the access was ended or changed by ${admin.name} meanwhile.`,
    ]);

    const boss = await person('Boss');
    const gone = await person('Gone', { manager: boss });
    const other = await waiting(boss, { targetId: gone.id });
    const { version } = (
      await t.query<Answer>('query ($id: ID!) { node(id: $id) { ... on User { version } } }', gone, { as: admin })
    ).node;
    const { deleteUser } = await t.query<Answer>(DELETE, { input: { id: gone.id, expectedVersion: version } }, { as: admin });
    expect(deleteUser.errors).toEqual([]);
    await t.drain();
    expect(await told(boss, 'REQUEST_CANCELED')).toEqual([
      `The request for \u201c${other.accessPackage.name}\u201d for ${gone.name} was canceled, because the person it was for left.`,
    ]);
  });

  it('6.13 because its approval was revoked before it began; a hidden approver stays hidden', async () => {
    const [approver, requester] = [await person('Diego'), await person('Adele')];
    const accessPackage = await t.world.package({
      name: `Later ${number}`,
      policy: { duration: 'P90D', stages: [{ approvers: [approver], showApprovers: false }] },
    });
    const startsAt = new Date(t.clock.now().getTime() + 5 * 86_400_000).toISOString();
    const request = await ask(t, requester, accessPackage, { startsAt });
    await decide(t, approver, request.stages[0]);
    await afterUndo(t);
    expect((await t.query<Answer>(REVOKE, { input: { requestId: request.id } }, { as: approver })).revokeApproval.errors).toEqual(
      [],
    );
    await t.drain();
    expect(await told(requester, 'REQUEST_CANCELED')).toEqual([
      `The request for \u201c${accessPackage.name}\u201d was canceled, because its approval was revoked by an approver.`,
    ]);
  });
});

describe('6.13 whose end is moved is told to when and by whom', () => {
  it('6.13 by an administrator, and not as if the access were new; what was told stays as it was', async () => {
    const { requester, accessPackage, assignment } = await approved({}, undefined, { duration: 'P90D' });
    const admin = await t.world.admin();
    const written = (at: string) => `${Number(at.slice(8, 10))} ${['Mar', 'Apr', 'May', 'Jun'][Number(at.slice(5, 7)) - 3]} 2026`;
    const move = async (days: number, justification: string | null) => {
      const expiresAt = new Date(t.clock.now().getTime() + days * 86_400_000).toISOString();
      const input = { assignmentId: assignment.id, expiresAt, justification };
      expect((await t.query<Answer>(EXTEND, { input }, { as: admin })).extendAssignment.errors).toEqual([]);
      await t.drain();
      return `The end of your access to \u201c${accessPackage.name}\u201d was moved by ${admin.name}: it now ends on ${written(expiresAt)} at ${expiresAt.slice(11, 16)} UTC`;
    };
    const first = await move(30, 'The project is shorter');
    expect((await told(requester, 'ACCESS_DELIVERED'))[0]).toBe(`${first}, with the reason: \u201cThe project is shorter\u201d.`);
    expect(lastMail(requester).subject).toBe(`Access has another end: ${accessPackage.name}`);
    expect(lastMail(requester).text).toContain(`${first}.`);
    expect(lastMail(requester).text).toContain('Reason: The project is shorter');
    const second = await move(20, null);
    expect(await told(requester, 'ACCESS_DELIVERED')).toEqual([
      `${second}.`,
      `${first}, with the reason: \u201cThe project is shorter\u201d.`,
      `Your access to \u201c${accessPackage.name}\u201d is there.`,
    ]);
  });

  it('6.13 extended by oneself', async () => {
    const { requester, accessPackage, assignment } = await approved({}, undefined, {
      duration: 'P10D',
      extensionNeedsApproval: false,
    });
    t.clock.advance('P8D');
    const { extendAssignment } = await t.query<Answer>(EXTEND, { input: { assignmentId: assignment.id } }, { as: requester });
    expect(extendAssignment.errors).toEqual([]);
    await t.drain();
    expect((await told(requester, 'ACCESS_DELIVERED'))[0]).toMatch(
      new RegExp(`^Your access to \u201c${accessPackage.name}\u201d now ends on \\d+ \\w+ 2026 at \\S+ UTC\\.$`),
    );
  });
});

it('6.13 holders are told once what came and what went, however often the roll-out runs; nobody whose rights stay', async () => {
  const { accessPackage, catalog, connector, role, resource } = await deliverable(t);
  const other = await t.world.resource({ name: 'Wiki', connector, catalogs: [catalog] });
  const twin = await t.world.package({ catalog, roles: [role, ...other.roles], policy: {} });
  const owner = await t.world.user();
  await t.world.catalogRole(catalog, { role: 'OWNER', holder: owner });
  const [holder, both, late] = [await person('Adele'), await person('Both'), await person('Late')];
  for (const as of [holder, both]) await ask(t, as, accessPackage);
  await ask(t, both, twin);
  await t.drain();
  const set = async (ids: string[]) => {
    const input = { id: accessPackage.id, roles: ids.map((resourceRoleId) => ({ resourceRoleId })) };
    expect((await t.query<Answer>(SET, { input }, { as: owner })).setAccessPackageRoles.errors).toEqual([]);
  };
  const wiki = other.roles[0]!;
  await set([wiki.id]);
  await t.drain();
  t.clock.advance('PT1H');
  await t.runJobs('all');
  const what = `What your access to \u201c${accessPackage.name}\u201d gives was changed`;
  const said = `${what}: added ${wiki.name} of Wiki; taken away ${role.name} of ${resource.name}.`;
  expect(await told(holder, 'ACCESS_CHANGED')).toEqual([said]);
  const changed = mailbox.to(holder.email).filter(({ subject }) => subject.startsWith('Access changed'));
  expect(changed).toHaveLength(1);
  expect(changed[0]!.text).toContain(`Added: ${wiki.name} of Wiki\nTaken away: ${role.name} of ${resource.name}`);
  // Another package gives the same, and whoever came later never had anything else.
  await ask(t, late, accessPackage);
  await t.drain();
  expect(await Promise.all([both, late].map((as) => told(as, 'ACCESS_CHANGED')))).toEqual([[], []]);
  await set([wiki.id, role.id]);
  await t.drain();
  expect(await told(holder, 'ACCESS_CHANGED')).toEqual([`${what}: added ${role.name} of ${resource.name}.`, said]);
});
