import { SignInChallenge } from '@gatehouse/schema/identity/sign-in-challenge.entity';
import { sql } from 'kysely';
import { inChange } from '../../../../kernel/change.ts';
import { publicUrlOf } from '../../../../kernel/config/addresses.ts';
import { type QueueWorker } from '../../../../kernel/jobs/queue-worker.ts';
import { systemOperation } from '../../../../kernel/jobs/system-operation.ts';
import { lockRow } from '../../../../kernel/lock.ts';
import { letterHtml, letterText } from '../../../../kernel/mail/templates/letter.ts';
import { mailTransport, SendError } from '../../../../kernel/mail/transport.ts';
import { type App } from '../../../../kernel/operation.ts';
import { ownProviders } from '../providers.ts';
import { CODE_LIFETIME_MS } from './challenge.ts';
import { codeLetter, memberLetter } from './code-letter.ts';
import { hashCode, newCode } from './code.ts';

/**
 * Makes a code and sends it. It is made here, at the last moment, and goes past the outbox: no table holds it, nor a mail that
 * tells it. A mail that did not leave is tried again with another code; only the last one that was made is good.
 */
export const codeWorker: QueueWorker<'sign-in-code'> = {
  name: 'sign-in-code',
  concurrency: 2,
  async run(app, { challengeId }, now) {
    const transport = mailTransport(app.config);
    const to = transport && (await addressToTell(app, challengeId, now));
    if (!transport || !to) return;
    const letter = await letterFor(app, challengeId, to, now);
    const mail = { id: challengeId, to, subject: letter.subject, text: letterText(letter), html: letterHtml(letter) };
    try {
      await transport.send(mail);
    } catch (error) {
      if (!(error instanceof SendError && error.refused)) throw error;
      app.log.warn({ err: error, challenge: challengeId }, 'a code was not taken by the mail server');
    }
    await write(app, challengeId, now, { sentAt: now });
  },
};

/** The address of a challenge that still waits for its mail; null: there is none. */
async function addressToTell(app: App, id: string, now: Date): Promise<string | null> {
  const found = await app.orm.em.fork().findOne(SignInChallenge, id);
  return found && !found.sentAt && !found.usedAt && found.expiresAt > now ? found.address : null;
}

async function letterFor(app: App, challengeId: string, address: string, now: Date) {
  const publicUrl = publicUrlOf(app.config, app.config.port);
  if (await isMember(app, address)) {
    const issuers = ownProviders(app).map(({ name }) => name);
    return memberLetter(issuers, publicUrl);
  }
  const code = newCode();
  const codeHash = await hashCode(app, code);
  await write(app, challengeId, now, { codeHash, expiresAt: new Date(now.getTime() + CODE_LIFETIME_MS) });
  return codeLetter(code, publicUrl);
}

async function isMember(app: App, address: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from app_user where lower(email) = ${address} and kind <> 'GUEST' and state <> 'DELETED'`.execute(
    app.orm.em.fork().getKysely(),
  );
  return rows.length > 0;
}

async function write(app: App, id: string, now: Date, values: Partial<SignInChallenge>): Promise<void> {
  await inChange(systemOperation(app, now), async (change) => {
    const challenge = await lockRow(change, SignInChallenge, id);
    if (challenge && !challenge.usedAt) change.em.assign(challenge, values);
  });
}
