import { MailMessage } from '@gatehouse/schema/notifications/mail-message.entity';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { Crash } from '../testkit/crash.ts';
import { APPROVALS } from '../testkit/documents.ts';
import { afterUndo, ask, decide, type Answer } from '../testkit/flow.ts';
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

const NOTIFICATIONS =
  'query { notifications(first: 50) { totalCount nodes { id kind text readAt request { id } stage { id } } } }';
const MARK =
  'mutation ($input: MarkNotificationsReadInput!) { markNotificationsRead(input: $input) { markedCount errors { code path } } }';
const PREFERENCES = 'query { notificationPreferences { kind mail fixed } }';
const PREFER = `mutation ($input: UpdateNotificationPreferencesInput!) { updateNotificationPreferences(input: $input) {
  notificationPreferences { kind mail } errors { code path } } }`;
const UNREAD =
  'query { inbox { unread { totalCount } approvals { totalCount nodes { id } } } viewer { counts { unreadNotifications } } }';

const told = async (as: { id: string }, kind?: string): Promise<Answer[]> => {
  const { nodes } = (await t.query<Answer>(NOTIFICATIONS, {}, { as })).notifications;
  return kind ? nodes.filter((one: Answer) => one.kind === kind) : nodes;
};
const mailsTo = (to: string) => t.app.orm.em.fork().find(MailMessage, { to }, { orderBy: { id: 'asc' } });
let number = 0;
const person = async (name = 'Reader') => {
  number += 1;
  const email = `reader${number}@contoso.example`;
  return Object.assign(await t.world.user({ name: `${name} ${number}`, email }), { email });
};

describe('an approval mail', () => {
  test('AT33 tells the approver who asks for what, why, and with which answers, and leads to the page where they decide', async () => {
    const [approver, requester] = [await person('Megan'), await person('Adele')];
    const accessPackage = await t.world.package({
      name: 'Project <License> & more',
      policy: {
        duration: 'P90D',
        stages: [{ approvers: [approver] }],
        questions: [
          { text: 'Which project?' },
          {
            text: 'Which size?',
            kind: 'SINGLE_CHOICE',
            choices: [
              { value: 's', text: 'Small' },
              { value: 'l', text: 'Large' },
            ],
          },
        ],
      },
    });
    const options = await t.query<Answer>(
      'query ($id: ID!) { requestOptions(accessPackageId: $id) { policies { questions { id } } } }',
      { id: accessPackage.id },
      { as: requester },
    );
    const [project, size] = options.requestOptions.policies[0].questions;
    const request = await ask(t, requester, accessPackage, {
      justification: 'I lead the <b>Contoso</b> launch.\nUntil \u201csummer\u201d.',
      answers: [
        { questionId: project.id, value: 'Launch "X" <script>alert(1)</script>' },
        { questionId: size.id, value: 'l' },
      ],
    });
    await t.drain();
    const [mail, ...others] = mailbox.to(approver.email);
    expect(others).toEqual([]);
    expect(mail!.subject).toBe('Your decision is asked for: Project <License> & more');
    expect(mail!.headers).toMatchObject({
      'auto-submitted': 'auto-generated',
      from: 'Gatehouse <access@contoso.example>',
      to: approver.email,
    });
    const [row] = await mailsTo(approver.email);
    expect(mail!.headers['message-id']).toBe(`<${row!.id}@contoso.example>`);
    expect(row).toMatchObject({ state: 'SENT', attempts: 1, lastError: null, nextTryAt: null });
    const link = `https://access.contoso.example/approvals/${request.stages[0].id}`;
    for (const part of [
      approver.name,
      requester.name,
      'Which project?: Launch "X" <script>alert(1)</script>',
      'Which size?: Large',
      '  I lead the <b>Contoso</b> launch.\n  Until \u201csummer\u201d.',
      'Decide by: 2026-03-16 09:00 UTC',
      link,
      'Opening the link decides nothing',
    ])
      expect(mail!.text).toContain(part);
    expect(mail!.html).toContain(`href="${link}"`);
    expect(mail!.html).toContain('I lead the &lt;b&gt;Contoso&lt;/b&gt; launch.<br>');
    expect(mail!.html).toContain('Launch &quot;X&quot; &lt;script&gt;');
    expect(mail!.html).not.toContain('<script>');
    expect(mail!.html).not.toContain('<b>');
  });

  test('leads to a page and to nothing that acts: every link in it is one to look', async () => {
    const [approver, requester] = [await person(), await person()];
    const accessPackage = await t.world.package({ policy: { stages: [{ approvers: [approver] }] } });
    const request = await ask(t, requester, accessPackage);
    await t.drain();
    const { html, text } = mailbox.to(approver.email)[0]!;
    const links = [...`${html}\n${text}`.matchAll(/https?:[^\s"<]+/g)].map(([link]) => link);
    expect(new Set(links)).toEqual(new Set([`https://access.contoso.example/approvals/${request.stages[0].id}`]));
  });

  test('cannot be switched off', async () => {
    const [approver, requester] = [await person(), await person()];
    const input = {
      preferences: [
        { kind: 'REQUEST_APPROVED', mail: false },
        { kind: 'APPROVAL_REQUESTED', mail: false },
      ],
    };
    const refused = (await t.query<Answer>(PREFER, { input }, { as: approver })).updateNotificationPreferences;
    expect(refused).toEqual({ notificationPreferences: null, errors: [{ code: 'INVALID', path: ['preferences', '1', 'mail'] }] });
    const kinds = (await t.query<Answer>(PREFERENCES, {}, { as: approver })).notificationPreferences;
    expect(kinds).toContainEqual({ kind: 'APPROVAL_REQUESTED', mail: true, fixed: true });
    expect(kinds).toContainEqual({ kind: 'REQUEST_APPROVED', mail: true, fixed: false });
    await ask(t, requester, await t.world.package({ policy: { stages: [{ approvers: [approver] }] } }));
    await t.drain();
    expect(mailbox.to(approver.email)).toHaveLength(1);
  });
});

describe('the other mails', () => {
  test('follow the request to its end, each with a link to where it can be seen', async () => {
    const [approver, requester] = [await person(), await person()];
    const accessPackage = await t.world.package({ name: 'Followed', policy: { stages: [{ approvers: [approver] }] } });
    const request = await ask(t, requester, accessPackage);
    await decide(t, approver, request.stages[0]);
    await afterUndo(t);
    // Two leave at a time: in which order they arrive nobody promises.
    const mails = new Map(mailbox.to(requester.email).map((mail) => [mail.subject, mail.text]));
    expect([...mails.keys()].sort()).toEqual(['Access is there: Followed', 'Request approved: Followed']);
    expect(mails.get('Request approved: Followed')).toContain(`https://access.contoso.example/requests/${request.id}`);
    expect(mails.get('Access is there: Followed')).toContain('https://access.contoso.example/access');
  });

  test('are not sent to whoever switched them off; their inbox has it all the same', async () => {
    const [approver, requester] = [await person(), await person()];
    const input = {
      preferences: [
        { kind: 'REQUEST_DENIED', mail: false },
        { kind: 'ACCESS_ENDED', mail: true },
      ],
    };
    const { updateNotificationPreferences } = await t.query<Answer>(PREFER, { input }, { as: requester });
    expect(updateNotificationPreferences.errors).toEqual([]);
    expect(updateNotificationPreferences.notificationPreferences).toContainEqual({ kind: 'REQUEST_DENIED', mail: false });
    const request = await ask(t, requester, await t.world.package({ policy: { stages: [{ approvers: [approver] }] } }));
    await decide(t, approver, request.stages[0], 'DENY');
    await afterUndo(t);
    expect(await told(requester, 'REQUEST_DENIED')).toHaveLength(1);
    expect(mailbox.to(requester.email)).toEqual([]);
    const back = { preferences: [{ kind: 'REQUEST_DENIED', mail: true }] };
    await t.query(PREFER, { input: back }, { as: requester });
    const again = await ask(t, requester, await t.world.package({ policy: { stages: [{ approvers: [approver] }] } }));
    await decide(t, approver, again.stages[0], 'DENY');
    await afterUndo(t);
    expect(mailbox.to(requester.email)).toHaveLength(1);
  });

  test('go to nobody without an address, and nobody who is blocked is told anything', async () => {
    const nameless = await t.world.user({ email: null });
    const blocked = await t.world.user({ state: 'BLOCKED', blockReason: 'ADMINISTRATIVE' });
    const before = await t.app.orm.em.fork().count(MailMessage);
    await t.world.write((change) =>
      change.publish({ name: 'noteworthy', kind: 'ACCESS_ENDED', userIds: [nameless.id, blocked.id], occurrence: 'x' }),
    );
    expect(await told(nameless)).toHaveLength(1);
    expect(await t.app.orm.em.fork().count(MailMessage)).toBe(before);
    const rows = await t.app.orm.em.fork().getConnection().execute('select 1 from notification where user_id = ?', [blocked.id]);
    expect(rows).toEqual([]);
  });

  test('say in one line of a header what a name says in several', async () => {
    const reader = await person();
    const requester = await t.world.user();
    const accessPackage = await t.world.package({
      name: 'Two\r\nBcc: everyone@contoso.example',
      policy: { stages: [{ approvers: [reader] }] },
    });
    await ask(t, requester, accessPackage);
    await t.drain();
    const [mail] = mailbox.to(reader.email);
    expect(mail!.subject).toBe('Your decision is asked for: Two Bcc: everyone@contoso.example');
    expect(mail!.to).toEqual([reader.email]);
    expect(mail!.headers.bcc).toBeUndefined();
  });
});

describe('a fact', () => {
  test('is told once, however often it is found true; another occurrence is another fact', async () => {
    const reader = await person();
    const tell = (occurrence?: string) =>
      t.world.write((change) =>
        change.publish({ name: 'noteworthy', kind: 'ACCESS_ENDS_SOON', userIds: [reader.id, reader.id], occurrence }),
      );
    await tell('P14D');
    await tell('P14D');
    await Promise.all([tell('P1D'), tell('P1D'), tell('P1D')]);
    await t.drain();
    expect(await told(reader)).toHaveLength(2);
    expect(mailbox.to(reader.email)).toHaveLength(2);
  });

  test('that is not committed is told to nobody', async () => {
    const reader = await person();
    const lost = t.world.write(async (change) => {
      await change.publish({ name: 'noteworthy', kind: 'ACCESS_ENDED', userIds: [reader.id] });
      throw new Crash();
    });
    await expect(lost).rejects.toThrow(Crash);
    await t.drain();
    expect(await told(reader)).toEqual([]);
    expect(mailbox.to(reader.email)).toEqual([]);
  });
});

describe('an inbox', () => {
  test('holds what waits for its owner, and what they have not read', async () => {
    const [approver, requester, stranger] = [await person(), await person(), await person()];
    const request = await ask(t, requester, await t.world.package({ policy: { stages: [{ approvers: [approver] }] } }));
    const inbox = async (as: { id: string }) => t.query<Answer>(UNREAD, {}, { as });
    expect(await inbox(approver)).toMatchObject({
      inbox: { unread: { totalCount: 1 }, approvals: { totalCount: 1, nodes: [{ id: request.stages[0].id }] } },
      viewer: { counts: { unreadNotifications: 1 } },
    });
    expect((await t.query<Answer>(APPROVALS, {}, { as: approver })).approvals.totalCount).toBe(1);
    expect(await inbox(stranger)).toMatchObject({ inbox: { unread: { totalCount: 0 }, approvals: { totalCount: 0 } } });

    const [one] = await told(approver);
    expect(one).toMatchObject({
      kind: 'APPROVAL_REQUESTED',
      readAt: null,
      request: { id: request.id },
      stage: { id: request.stages[0].id },
    });
    const mark = async (as: { id: string }, input: object) =>
      (await t.query<Answer>(MARK, { input }, { as })).markNotificationsRead;
    expect(await mark(stranger, { ids: [one.id] })).toEqual({
      markedCount: null,
      errors: [{ code: 'NOT_FOUND', path: ['ids', '0'] }],
    });
    expect(await mark(approver, {})).toMatchObject({ errors: [{ code: 'INVALID' }] });
    expect(await mark(approver, { ids: [one.id], all: true })).toMatchObject({ errors: [{ code: 'INVALID' }] });
    expect(await mark(approver, { ids: [one.id] })).toEqual({ markedCount: 1, errors: [] });
    const [{ readAt }] = await told(approver);
    t.clock.advance('PT1M');
    expect(await mark(approver, { ids: [one.id] })).toEqual({ markedCount: 0, errors: [] });
    expect((await told(approver))[0]!.readAt).toBe(readAt);
    expect(await inbox(approver)).toMatchObject({ inbox: { unread: { totalCount: 0 }, approvals: { totalCount: 1 } } });
  });

  test('is read in one go, and only one\u2019s own', async () => {
    const [reader, other] = [await person(), await person()];
    const tell = (occurrence: string) =>
      t.world.write((change) =>
        change.publish({ name: 'noteworthy', kind: 'ACCESS_ENDED', userIds: [reader.id, other.id], occurrence }),
      );
    await tell('1');
    await tell('2');
    const { markNotificationsRead } = await t.query<Answer>(MARK, { input: { all: true } }, { as: reader });
    expect(markNotificationsRead).toEqual({ markedCount: 2, errors: [] });
    expect((await told(reader)).every(({ readAt }) => readAt !== null)).toBe(true);
    expect((await told(other)).every(({ readAt }) => readAt === null)).toBe(true);
  });

  test('refuses preferences that name a kind twice, or none', async () => {
    const reader = await person();
    const prefer = async (preferences: object[]) =>
      (await t.query<Answer>(PREFER, { input: { preferences } }, { as: reader })).updateNotificationPreferences;
    const twice = [
      { kind: 'ACCESS_ENDED', mail: true },
      { kind: 'ACCESS_ENDED', mail: false },
    ];
    expect((await prefer(twice)).errors).toMatchObject([{ code: 'INVALID' }]);
    expect((await prefer([])).errors).toMatchObject([{ code: 'INVALID' }]);
  });

  test('tells live, and that something was read', async () => {
    const reader = await person();
    const feed = await t.subscribe<Answer>(
      'subscription { inboxChanged { kind objectId item { __typename ... on Notification { kind readAt } } } }',
      {},
      { as: reader },
    );
    await t.world.write((change) => change.publish({ name: 'noteworthy', kind: 'ACCESS_ENDED', userIds: [reader.id] }));
    const added = await feed.next();
    expect(added.inboxChanged).toMatchObject({
      kind: 'ADDED',
      item: { __typename: 'Notification', kind: 'ACCESS_ENDED', readAt: null },
    });
    await t.query(MARK, { input: { ids: [added.inboxChanged.objectId] } }, { as: reader });
    const changed = await feed.next();
    expect(changed.inboxChanged).toMatchObject({ kind: 'CHANGED', objectId: added.inboxChanged.objectId });
    expect(changed.inboxChanged.item.readAt).not.toBeNull();
    await feed.stop();
  });
});
