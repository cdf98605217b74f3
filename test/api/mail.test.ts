import { MailMessage } from '@gatehouse/schema/notifications/mail-message.entity';
import { mailProblems as problemsFound } from '@gatehouse/server/kernel/mail/mail-health';
import { mailWorker } from '@gatehouse/server/kernel/mail/mail.worker';
import { mailFolder } from '@gatehouse/server/kernel/mail/transport';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testkit/app.ts';
import { crashingApp, Crash } from '../testkit/crash.ts';
import { NOTIFICATIONS } from '../testkit/documents.ts';
import { type Answer } from '../testkit/flow.ts';
import { Mailbox, readMail } from '../testkit/mailbox.ts';

let t: TestApp;
let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await Mailbox.start();
  t = await startTestApp({ env: { SMTP_URL: mailbox.url, MAIL_FROM: 'Gatehouse <access@contoso.example>' } });
});
afterEach(() => {
  mailbox.answers = 'ACCEPT';
});
afterAll(async () => {
  await t.stop();
  await mailbox.stop();
});

const mailsTo = (to: string) => t.app.orm.em.fork().find(MailMessage, { to }, { orderBy: { id: 'asc' } });
const told = async (as: { id: string }): Promise<Answer[]> =>
  (await t.query<Answer>(NOTIFICATIONS, {}, { as })).notifications.nodes;
let number = 0;
const person = async () => {
  number += 1;
  const email = `reader${number}@contoso.example`;
  return Object.assign(await t.world.user({ email }), { email });
};
const mailProblems = async ({ config, database }: TestApp): Promise<string[]> => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return await problemsFound(config, client);
  } finally {
    await client.end();
  }
};

test('the API tells that mails leave', async () => {
  const { viewer } = await t.query<Answer>('{ viewer { mailsLeave } }', {}, { as: await t.world.user() });
  expect(viewer.mailsLeave).toBe(true);
});

describe('a mail server', () => {
  const tell = async () => {
    const reader = await person();
    await t.world.write((change) => change.publish({ name: 'noteworthy', kind: 'ACCESS_ENDED', userIds: [reader.id] }));
    await t.drain();
    return reader;
  };

  test('that says "later" is asked again, under the same id, and the mail arrives once', async () => {
    mailbox.answers = 450;
    const reader = await tell();
    expect(mailbox.to(reader.email)).toEqual([]);
    const [waiting] = await mailsTo(reader.email);
    expect(waiting).toMatchObject({ state: 'QUEUED', attempts: 1, nextTryAt: new Date(t.clock.now().getTime() + 2000) });
    expect(waiting!.lastError).toContain('Not now.');
    expect(await mailProblems(t)).toEqual([expect.stringContaining('Mails do not leave')]);
    t.clock.advance('PT1S');
    await t.runJobs('mail-retries');
    expect(mailbox.asked.filter((address) => address === reader.email)).toHaveLength(1);
    mailbox.answers = 'ACCEPT';
    t.clock.advance('PT1S');
    await t.runJobs('mail-retries');
    expect(mailbox.to(reader.email).map(({ headers }) => headers['message-id'])).toEqual([`<${waiting!.id}@contoso.example>`]);
    expect(await mailsTo(reader.email)).toMatchObject([{ state: 'SENT', attempts: 2, lastError: null }]);
    t.clock.advance('P1D');
    await t.runJobs('mail-retries');
    expect(mailbox.to(reader.email)).toHaveLength(1);
    expect(await mailProblems(t)).toEqual([]);
  });

  test('that says no for good is asked a few times, and the mail fails visibly', async () => {
    mailbox.answers = 550;
    const reader = await tell();
    for (let tries = 1; tries < 8; tries += 1) {
      t.clock.advance('PT15M');
      await t.runJobs('mail-retries');
    }
    expect(await mailsTo(reader.email)).toMatchObject([{ state: 'FAILED', attempts: 5, nextTryAt: null }]);
    expect(await mailProblems(t)).toEqual(['Mails that the mail server refused for good: 1.']);
  });

  test('that was away for long has refused nothing by it', async () => {
    mailbox.answers = 450;
    const reader = await tell();
    for (let tries = 1; tries < 6; tries += 1) {
      t.clock.advance('PT15M');
      await t.runJobs('mail-retries');
    }
    mailbox.answers = 550;
    t.clock.advance('PT15M');
    await t.runJobs('mail-retries');
    expect(await mailsTo(reader.email)).toMatchObject([{ state: 'QUEUED', attempts: 7, refusals: 1 }]);
    mailbox.answers = 'ACCEPT';
    t.clock.advance('PT15M');
    await t.runJobs('mail-retries');
    expect(mailbox.to(reader.email)).toHaveLength(1);
  });

  test('that is away is asked for as long as it takes', async () => {
    const away = await startTestApp({ env: { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'access@contoso.example' } });
    const reader = await away.world.user({ email: 'late@contoso.example' });
    await away.world.write((change) => change.publish({ name: 'noteworthy', kind: 'ACCESS_ENDED', userIds: [reader.id] }));
    for (let tries = 0; tries < 8; tries += 1) {
      await away.runJobs('mail-retries');
      away.clock.advance('PT15M');
    }
    const [mail] = await away.app.orm.em.fork().find(MailMessage, {});
    expect(mail).toMatchObject({ state: 'QUEUED', attempts: 8 });
    await away.stop();
  });

  test.each([
    ['before it took the mail', { transaction: 0, committed: false }, 1],
    ['when it took the mail', { transaction: 0, committed: true }, 1],
    ['when it had sent it, and told nobody', { transaction: 1, committed: false }, 2],
    ['when it had written that down', { transaction: 1, committed: true }, 1],
  ] as const)('gets a mail again from a worker that died %s, with the same id', async (_when, point, times) => {
    const reader = await person();
    await t.world.write((change) => change.publish({ name: 'noteworthy', kind: 'ACCESS_ENDED', userIds: [reader.id] }));
    const [mail] = await mailsTo(reader.email);
    const work = { mailId: mail!.id, attempt: 1 };
    await expect(mailWorker.run(crashingApp(t.app, point), work, t.clock.now())).rejects.toThrow(Crash);
    await t.drain();
    t.clock.advance('PT10M');
    await t.runJobs('mail-retries');
    const received = mailbox.to(reader.email);
    expect(received).toHaveLength(times);
    expect(new Set(received.map(({ headers }) => headers['message-id'])).size).toBe(1);
    expect(await mailsTo(reader.email)).toMatchObject([{ state: 'SENT' }]);
  });

  test('is forgotten what it took a month ago', async () => {
    const reader = await tell();
    t.clock.advance('P29D');
    await t.runJobs('mail-retention');
    expect(await mailsTo(reader.email)).toHaveLength(1);
    t.clock.advance('P2D');
    await t.runJobs('mail-retention');
    expect(await mailsTo(reader.email)).toEqual([]);
    expect(await told(reader)).toHaveLength(1);
  });
});

describe('without a mail server', () => {
  test('mails wait, and doctor can say so', async () => {
    const mute = await startTestApp();
    const reader = await mute.world.user({ email: 'mute@contoso.example' });
    await mute.world.write((change) => change.publish({ name: 'noteworthy', kind: 'ACCESS_ENDED', userIds: [reader.id] }));
    await mute.drain();
    mute.clock.advance('P1D');
    await mute.runJobs('mail-retries');
    expect(await mute.app.orm.em.fork().find(MailMessage, {})).toMatchObject([{ state: 'QUEUED', attempts: 0, sentAt: null }]);
    expect(await mailProblems(mute)).toEqual(['No mail is sent: SMTP_URL and MAIL_FROM are not set. Waiting in the outbox: 1.']);
    const mine = await mute.query<Answer>('query { demoMails { totalCount } }', {}, { as: reader });
    expect(mine.demoMails.totalCount).toBe(0);
    await mute.stop();
  });

  test('demo mode writes them into a folder and shows each person theirs', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-mails-'));
    const demo = await startTestApp({ env: { GATEHOUSE_DEMO: '1', DATA_DIR: folder, PUBLIC_URL: 'http://127.0.0.1:4000' } });
    const [reader, other] = [
      await demo.world.user({ name: 'M\u00fcller', email: 'Mueller@contoso.example' }),
      await demo.world.user(),
    ];
    await demo.world.write((change) => change.publish({ name: 'noteworthy', kind: 'ACCESS_ENDED', userIds: [reader.id] }));
    await demo.drain();
    const [file, ...rest] = await readdir(mailFolder(demo.config));
    expect(rest).toEqual([]);
    const mail = readMail(await readFile(join(mailFolder(demo.config), file!), 'latin1'));
    expect(mail.subject).toBe('Access ended');
    expect(mail.text).toContain('Hello M\u00fcller,');
    const document = 'query { demoMails { nodes { to subject text html state sentAt } } }';
    const own = (await demo.query<Answer>(document, {}, { as: reader })).demoMails.nodes;
    expect(own).toMatchObject([{ to: 'Mueller@contoso.example', subject: 'Access ended', state: 'SENT' }]);
    expect((await demo.query<Answer>(document, {}, { as: other })).demoMails.nodes).toEqual([]);
    expect((await demo.query<Answer>(document, {}, { as: await demo.world.admin() })).demoMails.nodes).toEqual([]);
    await demo.stop();
    await rm(folder, { recursive: true });
  });
});
