import type { NotificationKind } from './vocabulary.ts';

/** What a notification speaks of. Names are null where what they named is gone. */
export interface NotificationFacts {
  readonly kind: NotificationKind;
  readonly packageName: string | null;
  readonly targetName: string | null;
  readonly requesterName: string | null;
  /** Is whoever is told the one whose access it is? */
  readonly targetIsYou: boolean | null;
  /** Is whoever is told the one who asked? */
  readonly requesterIsYou: boolean | null;
  /** When the access ends, ISO 8601 in UTC; null: not on a date, or not known yet. */
  readonly endsAt: string | null;
}

type Words = { what: string; who: string; whose: string; asker: string; ends: string };

/** The sentence of every kind. No approver is ever named: a policy may hide them from whoever is told. */
const SENTENCES: Readonly<Record<NotificationKind, (words: Words) => string>> = {
  APPROVAL_REQUESTED: ({ asker, what, who }) => `${asker} asks for ${what}${who}; your decision is asked for.`,
  APPROVAL_REMINDER: ({ what, who }) => `The request for ${what}${who} still waits for your decision.`,
  APPROVAL_ESCALATED: ({ what, who }) => `Nobody has decided on ${what}${who} yet; your decision is asked for too.`,
  APPROVAL_NOT_NEEDED: ({ what, who }) => `Your decision on ${what}${who} is not needed any more.`,
  APPROVER_MISSING: ({ what, who }) => `Nobody is left who could decide on ${what}${who}; the stage needs an approver.`,
  REQUEST_SUBMITTED_FOR_YOU: ({ asker, what }) => `${asker} asked for ${what} for you.`,
  REQUEST_APPROVED: ({ what, who }) => `The request for ${what}${who} was approved.`,
  REQUEST_DENIED: ({ what, who }) => `The request for ${what}${who} was denied.`,
  REQUEST_EXPIRED: ({ what, who }) => `Nobody decided the request for ${what}${who} in time.`,
  REQUEST_CANCELED: ({ what, who }) => `The request for ${what}${who} was canceled.`,
  REQUEST_FAILED: ({ what, who }) => `The request for ${what}${who} could not be carried out.`,
  REQUEST_COMMENTED: ({ what, who }) => `There is a new comment on the request for ${what}${who}.`,
  ACCESS_DELIVERED: ({ what, whose }) => `${whose} access to ${what} is there.`,
  ACCESS_PARTIALLY_DELIVERED: ({ what, whose }) =>
    `Part of ${lower(whose)} access to ${what} is there; the rest could not be given.`,
  ACCESS_DELIVERY_FAILED: ({ what, whose }) => `${whose} access to ${what} could not be given.`,
  ACCESS_ENDS_SOON: ({ what, whose, ends }) => `${whose} access to ${what} ends ${ends}.`,
  ACCESS_ENDED: ({ what, whose }) => `${whose} access to ${what} has ended.`,
  ACCESS_LOST: ({ what, whose }) =>
    `A right of ${lower(whose)} access to ${what} is gone from its target, though nobody here took it away.`,
  REVOCATION_FAILED: ({ what, whose }) => `A target refuses to take ${lower(whose)} access to ${what} away.`,
  MANUAL_TASK_OPENED: ({ what, who }) => `Something is to be done by hand for ${what}${who}.`,
};

/** What a notification says, in one sentence, from its kind and the names of what it is about. */
export function notificationText(facts: NotificationFacts): string {
  const { targetIsYou, targetName, requesterIsYou, requesterName } = facts;
  return SENTENCES[facts.kind]({
    what: facts.packageName === null ? 'an access package' : `\u201c${facts.packageName}\u201d`,
    who: targetIsYou === true || targetName === null ? '' : ` for ${targetName}`,
    whose: targetIsYou === true || targetName === null ? 'Your' : `${targetName}\u2019s`,
    asker: requesterIsYou === true ? 'You' : (requesterName ?? 'Somebody'),
    ends: facts.endsAt === null ? 'soon' : `on ${facts.endsAt.slice(0, 10)} at ${facts.endsAt.slice(11, 16)} UTC`,
  });
}

/** Inside a sentence "Your" is small; a name stays as it is. */
function lower(whose: string): string {
  return whose === 'Your' ? 'your' : whose;
}
