import { NotificationKind } from '../rules/vocabulary.ts';
import { publishEnum } from '../shared/enums.ts';

publishEnum(NotificationKind, 'NotificationKind', 'What a notification tells.', {
  APPROVAL_REQUESTED: 'Your decision is asked for.',
  APPROVAL_REMINDER: 'Your decision is still asked for.',
  APPROVAL_ESCALATED: 'Others stayed silent; your decision is asked for too.',
  APPROVAL_NOT_NEEDED: 'Your decision is not needed any more.',
  APPROVER_MISSING: 'A stage in your catalog has nobody who could decide.',
  REQUEST_SUBMITTED_FOR_YOU: 'Somebody asked for access for you.',
  CONSENT_NEEDED: 'Access waits for you: prove your mail address, or accept what there is to accept.',
  REQUEST_APPROVED: 'Your request was approved.',
  REQUEST_DENIED: 'Your request was denied.',
  REQUEST_EXPIRED: 'Nobody decided your request in time.',
  REQUEST_CANCELED: 'Your request was canceled.',
  REQUEST_FAILED: 'Your request could not be carried out.',
  REQUEST_COMMENTED: 'Somebody commented on a request.',
  ANSWERS_CHANGED: 'Answers that access rests on were changed.',
  ACCESS_DELIVERED: 'You have the access, or it has another end.',
  ACCESS_PARTIALLY_DELIVERED: 'You have part of the access.',
  ACCESS_DELIVERY_FAILED: 'The access could not be given.',
  ACCESS_ENDS_SOON: 'The access ends soon.',
  ACCESS_ENDED: 'The access ended.',
  ACCESS_LOST: 'A right is gone from its target, though nobody here took it away.',
  ACCESS_CHANGED: 'What the access gives was changed.',
  REVOCATION_FAILED: 'A target refuses to take access away.',
  TOKEN_ENDS_SOON: 'A token of yours, or of a service you answer for, is about to end.',
  TOKEN_REVOKED: 'Somebody revoked a token of yours, or of a service you answer for.',
  SERVICE_UNANSWERED: 'Nobody answers for a service any more.',
  SERVICE_HANDED_OVER: 'A service you answered for, or answer for now, was handed over.',
  MANUAL_TASK_OPENED: 'Something is to be done by hand.',
  GUEST_BLOCKED: 'A guest has no access left, and their sign-in has ended.',
  GUEST_ENDS_SOON: 'A guest without access will be deleted soon.',
});

export const MailState = { QUEUED: 'QUEUED', SENT: 'SENT', FAILED: 'FAILED' } as const;
export type MailState = keyof typeof MailState;

publishEnum(MailState, 'MailState', 'Whether a mail left.', {
  QUEUED: 'It will be sent, or sent again.',
  SENT: 'It left.',
  FAILED: 'The mail server refused it for good.',
});
