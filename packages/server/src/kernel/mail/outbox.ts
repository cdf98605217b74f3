import { MailMessage } from '@gatehouse/schema/notifications/mail-message.entity';
import { planRetry } from '@gatehouse/schema/rules/retry';
import { inChange } from '../change.ts';
import { lockRow } from '../lock.ts';
import { type ViewerOperation } from '../operation.ts';
import { type OutgoingMail, type SendError } from './transport.ts';

/** A worker that died holds a mail this long, in milliseconds; longer than any mail server is waited for. */
const LEASE_MS = 120_000;
/** How long a queued mail may wait for a worker before it is queued once more. */
export const QUEUED_FOR_MS = 5 * 60_000;

/** Takes a mail in hand for one attempt; null where it was sent, given up, or tried under this number already. */
export function claimMail(op: ViewerOperation, mailId: string, attempt: number): Promise<OutgoingMail | null> {
  return inChange(op, async (change) => {
    const mail = await lockRow(change, MailMessage, mailId);
    if (mail?.state !== 'QUEUED' || mail.attempts + 1 !== attempt) return null;
    mail.attempts = attempt;
    mail.nextTryAt = new Date(change.now.getTime() + LEASE_MS);
    const { id, to, subject, text, html } = mail;
    return { id, to, subject, text, html };
  });
}

/** Writes down how an attempt ended. A mail server that is away uses up no retries; one that says no for good does. */
export function recordSending(op: ViewerOperation, mailId: string, attempt: number, fault: SendError | null): Promise<void> {
  return inChange(op, async (change) => {
    const mail = await lockRow(change, MailMessage, mailId);
    if (mail?.state !== 'QUEUED' || mail.attempts !== attempt) return;
    mail.lastError = fault?.message ?? null;
    if (!fault) {
      mail.state = 'SENT';
      mail.sentAt = change.now;
      mail.nextTryAt = null;
      return;
    }
    const plan = planRetry(fault.refused ? 'REFUSED' : 'UNREACHABLE', attempt, mail.refusals, change.now);
    mail.refusals = plan.refusals;
    mail.nextTryAt = plan.nextTryAt;
    if (plan.event === 'GIVE_UP') mail.state = 'FAILED';
  });
}
