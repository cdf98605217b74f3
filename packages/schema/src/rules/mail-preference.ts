import { NotificationKind } from './vocabulary.ts';

/** Mails that ask for a decision: nobody switches them off, or a request would wait for somebody who does not know (domain §4). */
export const ALWAYS_MAILED: readonly NotificationKind[] = [
  NotificationKind.APPROVAL_REQUESTED,
  NotificationKind.APPROVAL_REMINDER,
  NotificationKind.APPROVAL_ESCALATED,
];

/** Is a mail of this kind sent whatever its reader chose? */
export function isAlwaysMailed(kind: NotificationKind): boolean {
  return ALWAYS_MAILED.includes(kind);
}

/**
 * Is a notification sent by mail too?
 * @param chosen what its reader chose for this kind; null: nothing, and then it is sent.
 */
export function wantsMail(kind: NotificationKind, chosen: boolean | null): boolean {
  return isAlwaysMailed(kind) || chosen !== false;
}
