import { isAlwaysMailed } from '@gatehouse/schema/rules/mail-preference';
import { notificationText, SAYING_WHY } from '@gatehouse/schema/rules/notification-text';
import { type NotificationKind } from '@gatehouse/schema/rules/vocabulary';
import { type Letter } from './letter.ts';
import { type NoticeFacts } from './notice-facts.ts';

/** What the subject says before the name of the package. */
const SUBJECTS: Readonly<Record<NotificationKind, string>> = {
  APPROVAL_REQUESTED: 'Your decision is asked for',
  APPROVAL_REMINDER: 'Your decision is still asked for',
  APPROVAL_ESCALATED: 'Your decision is asked for too',
  APPROVAL_NOT_NEEDED: 'Your decision is not needed any more',
  APPROVER_MISSING: 'Nobody can decide a request',
  REQUEST_SUBMITTED_FOR_YOU: 'Access was asked for, for you',
  CONSENT_NEEDED: 'Access waits for you',
  REQUEST_APPROVED: 'Request approved',
  REQUEST_DENIED: 'Request denied',
  REQUEST_EXPIRED: 'Request not decided in time',
  REQUEST_CANCELED: 'Request canceled',
  REQUEST_FAILED: 'Request failed',
  REQUEST_COMMENTED: 'New comment',
  ANSWERS_CHANGED: 'Answers changed',
  ACCESS_DELIVERED: 'Access is there',
  ACCESS_PARTIALLY_DELIVERED: 'Access is partly there',
  ACCESS_DELIVERY_FAILED: 'Access could not be given',
  ACCESS_ENDS_SOON: 'Access ends soon',
  ACCESS_ENDED: 'Access ended',
  ACCESS_LOST: 'Access was lost',
  ACCESS_CHANGED: 'Access changed',
  REVOCATION_FAILED: 'Access could not be taken away',
  MANUAL_TASK_OPENED: 'To be done by hand',
  TOKEN_ENDS_SOON: 'A token ends soon',
  TOKEN_REVOKED: 'A token was revoked',
  SERVICE_UNANSWERED: 'Nobody answers for a service',
  SERVICE_HANDED_OVER: 'A service was handed over',
  GUEST_BLOCKED: 'Sign-in ended',
  GUEST_ENDS_SOON: 'Deletion ahead',
};

type Details = Letter['details'][number];

/**
 * The mail for one notification of one person; pure.
 * @param publicUrl what links begin with; no slash at the end.
 */
export function noticeLetter(facts: NoticeFacts, publicUrl: string): Letter {
  const { kind, packageName, readerName, why } = facts;
  const { label, path } = destination(facts);
  const news = kind === 'ACCESS_DELIVERED' && why?.how === 'END_MOVED' ? 'Access has another end' : SUBJECTS[kind];
  return {
    subject: oneLine(packageName === null ? news : `${news}: ${packageName}`),
    readerName: oneLine(readerName),
    // What somebody wrote stands below, whole: the sentence need not quote it.
    lead: notificationText({ ...facts, why: why && { ...why, reason: null } }),
    details: detailsOf(facts),
    link: { label, url: `${publicUrl}${path}` },
    footer: isAlwaysMailed(kind)
      ? 'Opening the link decides nothing: you decide on its page, signed in. Mails that ask for a decision cannot be switched off.'
      : 'You can choose in Gatehouse which mails you get.',
  };
}

/** A name may hold what a header or a heading must not. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Where the reader goes on. */
function destination({ kind, stage, request, task, serviceId }: NoticeFacts): { label: string; path: string } {
  if (task) return { label: 'Open the tasks', path: '/tasks' };
  if (isAlwaysMailed(kind) && stage) return { label: 'See the request and decide', path: `/approvals/${stage.id}` };
  if (kind === 'ANSWERS_CHANGED' && stage) return { label: 'See what was changed', path: `/approvals/${stage.id}` };
  if (kind.startsWith('ACCESS_')) return { label: 'See your access', path: '/access' };
  if (kind === 'TOKEN_ENDS_SOON' && serviceId == null) return { label: 'See your tokens', path: '/settings' };
  if (serviceId) return { label: 'See the service', path: `/admin/people/${serviceId}` };
  if (request) return { label: 'See the request', path: `/requests/${request.id}` };
  return { label: 'Open Gatehouse', path: '/access' };
}

function detailsOf(facts: NoticeFacts): Details[] {
  if (facts.task) return taskDetails(facts.task);
  if (isAlwaysMailed(facts.kind)) return approvalDetails(facts);
  if (facts.kind === 'REQUEST_FAILED') return (facts.request?.failedGates ?? []).map((value) => ({ name: 'Why', value }));
  if (SAYING_WHY.includes(facts.kind)) return detail('Reason', facts.why?.reason ?? null);
  if (facts.kind === 'ACCESS_CHANGED')
    return [...detail('Added', lines(facts.rights?.added)), ...detail('Taken away', lines(facts.rights?.removed))];
  return [];
}

const lines = (names: readonly string[] = []) => names.join('\n');

/** What an approver needs to know before they decide. */
function approvalDetails({ request, stage, requesterName, targetName, packageName }: NoticeFacts): Details[] {
  return [
    ...detail('Package', packageName),
    ...detail('For', targetName),
    ...(requesterName === targetName ? [] : detail('Asked by', requesterName)),
    ...detail('Why', request?.justification ?? null),
    ...(request?.answers ?? []).flatMap(({ question, values }) => detail(question, values.join(', '))),
    ...detail('From', request?.startsAt ? instant(request.startsAt) : null),
    ...detail('Until', request?.expiresAt ? instant(request.expiresAt) : null),
    ...detail('For how long', request?.expiresAt ? null : (request?.duration ?? null)),
    ...detail('Decide by', stage?.decideBy ? instant(stage.decideBy) : null),
  ];
}

function taskDetails(task: NonNullable<NoticeFacts['task']>): Details[] {
  return [
    { name: 'What to do', value: task.action === 'GRANT' ? 'Give the right' : 'Take the right away' },
    { name: 'Right', value: `${task.roleName} of ${task.resourceName}` },
    { name: 'Where', value: task.connectorName },
    { name: 'Person', value: task.personEmail ? `${task.personName} (${task.personEmail})` : task.personName },
  ];
}

const detail = (name: string, value: string | null): Details[] => (value === null || value === '' ? [] : [{ name, value }]);

/** `2026-03-01 09:00 UTC` */
function instant(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
