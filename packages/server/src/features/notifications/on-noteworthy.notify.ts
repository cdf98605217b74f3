import { MailMessage } from '@gatehouse/schema/notifications/mail-message.entity';
import { Notification } from '@gatehouse/schema/notifications/notification.entity';
import { wantsMail } from '@gatehouse/schema/rules/mail-preference';
import { type WhyReader } from '@gatehouse/schema/rules/why';
import { newId } from '@gatehouse/schema/shared/ids';
import { sql } from 'kysely';
import { type Change } from '../../kernel/change.ts';
import { addressesOf } from '../../kernel/config/addresses.ts';
import { type Noteworthy } from './noteworthy.ts';
import { QUEUED_FOR_MS } from '../../kernel/mail/outbox.ts';
import { letterHtml, letterText } from '../../kernel/mail/templates/letter.ts';
import { noticeLetter } from '../../kernel/mail/templates/notice-letter.ts';
import { sendsMail } from '../../kernel/mail/transport.ts';
import { forReader, loadNotice } from './notice.facts.ts';

interface Told {
  id: string;
  userId: string;
}

interface Reader extends WhyReader {
  notificationId: string;
  name: string;
  email: string;
  chosen: boolean | null;
}

/** Tells people a fact: in their inbox, live, and by mail where they want it. Whoever was told it before is not told again. */
export async function notify(change: Change, fact: Noteworthy): Promise<void> {
  await change.em.flush();
  const told = await tell(change, fact);
  for (const { id, userId } of told)
    change.announce({ type: 'Notification', id, audience: [userId], requestId: fact.requestId ?? null });
  if (told.length > 0) await mail(change, fact, told);
}

/**
 * One notification per person. In the order of their keys, so that two changes that tell the same people never wait for
 * each other. Whoever is blocked or gone is told nothing, but for a guest who is blocked for want of access and is told what
 * becomes of them.
 */
async function tell(change: Change, fact: Noteworthy): Promise<Told[]> {
  const {
    kind,
    requestId = null,
    stageId = null,
    assignmentId = null,
    taskId = null,
    tokenId = null,
    serviceId = null,
    personId = null,
    endsAt = null,
  } = fact;
  const subject = taskId ?? stageId ?? requestId ?? assignmentId ?? tokenId ?? serviceId ?? personId;
  const rights = fact.rights ? JSON.stringify(fact.rights) : null;
  const people = [...new Set(fact.userIds)].sort();
  if (people.length === 0) return [];
  const ids = people.map(() => newId(Notification));
  const keys = people.map((userId) => [kind, subject, userId, ...(fact.occurrence ? [fact.occurrence] : [])].join(':'));
  const { rows } = await sql<Told>`
    insert into notification (id, created_at, user_id, kind, dedupe_key, request_id, stage_id, assignment_id, task_id, token_id, service_id, person_id, ends_at, rights)
    select n.id, ${change.now}::timestamptz, u.id, ${kind}, n.key, ${requestId}, ${stageId}, ${assignmentId}, ${taskId},
      ${tokenId}, ${serviceId}, ${personId}, ${endsAt}::timestamptz, ${rights}::jsonb
    from unnest(${ids}::text[], ${people}::text[], ${keys}::text[]) as n (id, user_id, key)
    join app_user u on u.id = n.user_id and (u.state in ('ACTIVE', 'PROSPECT') or (u.id = ${personId} and u.block_reason = 'LIFECYCLE'))
    order by n.key
    on conflict (dedupe_key) do nothing
    returning id, user_id as "userId"`.execute(change.em.getKysely());
  return rows;
}

/** A mail for everyone among those told who has an address and wants it. */
async function mail(change: Change, fact: Noteworthy, told: readonly Told[]): Promise<void> {
  const readers = (await readersOf(change, fact, told)).filter(({ chosen }) => wantsMail(fact.kind, chosen));
  if (readers.length === 0) return;
  const { config } = change.app;
  const { publicUrl } = addressesOf(config, config.port);
  const facts = await loadNotice(change.em, fact);
  for (const reader of readers) {
    const letter = noticeLetter(forReader(facts, reader), publicUrl);
    const message = change.create(MailMessage, {
      notification: change.em.getReference(Notification, reader.notificationId),
      to: reader.email,
      subject: letter.subject,
      text: letterText(letter),
      html: letterHtml(letter),
      nextTryAt: new Date(change.now.getTime() + QUEUED_FOR_MS),
    });
    // Without a way out it waits; once there is one, the job `mail-retries` finds it.
    if (sendsMail(config)) change.enqueue('mail', { mailId: message.id, attempt: 1 });
  }
}

async function readersOf(change: Change, { kind }: Noteworthy, told: readonly Told[]): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select n.id as "notificationId", u.id, u.kind, u.name, u.email, p.mail as chosen
    from notification n join app_user u on u.id = n.user_id
    left join notification_preference p on p.user_id = u.id and p.kind = ${kind}
    where n.id = any(${told.map(({ id }) => id)}::text[]) and u.email is not null order by n.id`.execute(change.em.getKysely());
  return rows;
}
