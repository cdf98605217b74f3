import type { NotificationKind } from './vocabulary.ts';
import { quoted, type Why } from './why.ts';

/** Kinds that say why and by whom; of what was delivered, where it is another end. */
export const SAYING_WHY: readonly NotificationKind[] = ['REQUEST_DENIED', 'REQUEST_CANCELED', 'ACCESS_DELIVERED', 'ACCESS_ENDED'];

/** Rights as people call them: "Editor of Wiki". */
export interface ChangedRights {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** What a notification speaks of. Names are null where what they named is gone. */
export interface NotificationFacts {
  readonly kind: NotificationKind;
  readonly packageName: string | null;
  readonly targetName: string | null;
  readonly requesterName: string | null;
  /** Is it the reader's own access? */
  readonly targetIsYou: boolean | null;
  /** Did the reader ask for it? */
  readonly requesterIsYou: boolean | null;
  /** Asked by whom it is for. */
  readonly forThemself: boolean;
  /** The token or the service it is about, by name. */
  readonly tokenName?: string | null;
  readonly serviceName?: string | null;
  /** Does the reader answer for that service now? */
  readonly serviceIsYours?: boolean;
  /** When the access or the token ends, of a moved end to when, ISO 8601 in UTC; null: not on a date, or not known yet. */
  readonly endsAt: string | null;
  /** Why it ended, was moved, denied or canceled, as whoever is told may know it; null: it did not, or nobody can say. */
  readonly why: Why | null;
  /** What came and went for whoever is told. */
  readonly rights: ChangedRights | null;
}

type Words = {
  what: string;
  who: string;
  whose: string;
  asker: string;
  ends: string;
  by: string;
  reason: string;
  token: string;
  service: string;
  facts: NotificationFacts;
};

type How = Readonly<Partial<Record<Why['how'], (words: Words) => string>>>;

/** How an access ended, for every way there is. */
const ENDINGS: How = {
  GIVEN_UP: ({ what, whose, by }) =>
    by === ' by you' ? `You gave up your access to ${what}` : `${whose} access to ${what} was given up`,
  TAKEN_AWAY: ({ what, whose, by }) => `${whose} access to ${what} was taken away${by}`,
  EXPIRY: ({ what, whose, facts: { endsAt } }) =>
    `${whose} access to ${what} reached its end${endsAt === null ? '' : ` on ${instant(endsAt)}`}`,
  APPROVAL_REVOKED: ({ what, whose, by }) => `${whose} access to ${what} has ended, because its approval was revoked${by}`,
  LIFECYCLE: ({ what, whose }) => `${whose} access to ${what} has ended, because the person left`,
  REPLACED: ({ what, whose }) => `${whose} access to ${what} was replaced by a new one`,
  ELIGIBILITY_LOST: ({ what, whose, by }) =>
    `${whose} access to ${what} was ended${by}, because its policy is for other people now`,
};

/** How a request was canceled, for every way there is. */
const CANCELINGS: How = {
  CANCELED: ({ what, who, by }) =>
    by === ' by you' ? `You canceled the request for ${what}${who}` : `The request for ${what}${who} was canceled${by}`,
  OVERTAKEN: ({ what, who, by }) =>
    `The request for ${what}${who} was canceled, because the access was ended or changed${by} meanwhile`,
  APPROVAL_REVOKED: ({ what, who, by }) => `The request for ${what}${who} was canceled, because its approval was revoked${by}`,
  LIFECYCLE: ({ what, who, facts }) => `The request for ${what}${who} was canceled, because ${leaver(facts)} left`,
};

/** Whoever left is told nothing: to the target it is the other one. */
function leaver({ targetIsYou, requesterIsYou, forThemself }: NotificationFacts): string {
  if (targetIsYou === true) return 'whoever asked for it';
  if (requesterIsYou === true || forThemself) return 'the person it was for';
  return 'the person it was for, or whoever asked for it,';
}

/** What the access of somebody is now. */
function delivered({ what, whose, by, reason, facts: { endsAt, why } }: Words): string {
  if (why?.how !== 'END_MOVED') return `${whose} access to ${what} is there.`;
  const end = endsAt === null ? 'has no end any more' : `now ends on ${instant(endsAt)}`;
  if (by === ' by you' && whose === 'Your') return `Your access to ${what} ${end}.`;
  return closed(`The end of ${lower(whose)} access to ${what} was moved${by}: it ${end}`, reason);
}

/** The sentence of a way, and where that is not known, one that says as much as is. */
function inItsWay(ways: How, words: Words, otherwise: string): string {
  const { why } = words.facts;
  const said = why && ways[why.how]?.(words);
  return said ? closed(said, words.reason) : `${otherwise}.`;
}

/**
 * The sentence of every kind. It never names who approved. Who denied or took away is named as `why` says, because a policy
 * may hide approvers from the reader.
 */
const SENTENCES: Readonly<Record<NotificationKind, (words: Words) => string>> = {
  APPROVAL_REQUESTED: ({ asker, what, who, facts: { forThemself } }) =>
    `${asker} asks for ${what}${forThemself ? '' : who}; your decision is asked for.`,
  APPROVAL_REMINDER: ({ what, who }) => `The request for ${what}${who} still waits for your decision.`,
  APPROVAL_ESCALATED: ({ what, who }) => `Nobody has decided on ${what}${who} yet; your decision is asked for too.`,
  APPROVAL_NOT_NEEDED: ({ what, who }) => `Your decision on ${what}${who} is not needed any more.`,
  APPROVER_MISSING: ({ what, who }) => `Nobody is left who could decide on ${what}${who}; the stage needs an approver.`,
  REQUEST_SUBMITTED_FOR_YOU: ({ asker, what }) => `${asker} asked for ${what} for you.`,
  CONSENT_NEEDED: ({ what, facts: { requesterName, requesterIsYou } }) =>
    `${requesterIsYou || requesterName === null ? 'Access' : `${requesterName} gives you access`} to ${what}${requesterIsYou || requesterName === null ? ' waits for you' : ''}: sign in, and accept how your data is used.`,
  REQUEST_APPROVED: ({ what, who }) => `The request for ${what}${who} was approved.`,
  REQUEST_DENIED: ({ what, who, by, reason }) => closed(`The request for ${what}${who} was denied${by}`, reason),
  REQUEST_EXPIRED: ({ what, who }) => `Nobody decided the request for ${what}${who} in time.`,
  REQUEST_CANCELED: (words) => inItsWay(CANCELINGS, words, `The request for ${words.what}${words.who} was canceled`),
  REQUEST_FAILED: ({ what, who }) => `The request for ${what}${who} could not be carried out.`,
  REQUEST_COMMENTED: ({ what, who }) => `There is a new comment on the request for ${what}${who}.`,
  ANSWERS_CHANGED: ({ asker, what, whose }) => `${asker} changed answers that ${lower(whose)} access to ${what} rests on.`,
  ACCESS_DELIVERED: delivered,
  ACCESS_PARTIALLY_DELIVERED: ({ what, whose }) =>
    `Part of ${lower(whose)} access to ${what} is there; the rest could not be given.`,
  ACCESS_DELIVERY_FAILED: ({ what, whose }) => `${whose} access to ${what} could not be given.`,
  ACCESS_ENDS_SOON: ({ what, whose, ends }) => `${whose} access to ${what} ends ${ends}.`,
  ACCESS_ENDED: (words) => inItsWay(ENDINGS, words, `${words.whose} access to ${words.what} has ended`),
  ACCESS_LOST: ({ what, whose }) =>
    `A right of ${lower(whose)} access to ${what} is gone from its target, though nobody here took it away.`,
  ACCESS_CHANGED: ({ what, whose, facts: { rights } }) =>
    `What ${lower(whose)} access to ${what} gives was changed${changed(rights)}.`,
  REVOCATION_FAILED: ({ what, whose }) => `A target refuses to take ${lower(whose)} access to ${what} away.`,
  MANUAL_TASK_OPENED: ({ what, who }) => `Something is to be done by hand for ${what}${who}.`,
  TOKEN_ENDS_SOON: ({ token, ends }) => `${token} ends ${ends}; whatever uses it needs another one then.`,
  TOKEN_REVOKED: ({ token }) => `${token} was revoked by an administrator; whatever uses it is refused from now on.`,
  SERVICE_UNANSWERED: ({ service }) => `Nobody answers for ${service} any more; it goes on working until somebody says who does.`,
  SERVICE_HANDED_OVER: ({ service, facts: { serviceIsYours } }) =>
    serviceIsYours ? `You answer for ${service} now.` : `You do not answer for ${service} any more.`,
  GUEST_BLOCKED: ({ facts }) =>
    itIsYou(facts)
      ? `You have no access left here, so your sign-in has ended. ${unlessAccess('You', facts)}`
      : `${guest(facts)} has no access left, so their sign-in has ended. ${unlessAccess('They', facts)}`,
  GUEST_ENDS_SOON: ({ facts }) =>
    itIsYou(facts)
      ? `You have no access left here. ${unlessAccess('You', facts)}`
      : `${guest(facts)} has no access left here. ${unlessAccess('They', facts)}`,
};

/** What a notification says, in one sentence, from its kind and the names of what it is about. */
export function notificationText(facts: NotificationFacts): string {
  const { targetIsYou, targetName, requesterIsYou, requesterName, why } = facts;
  return SENTENCES[facts.kind]({
    what: facts.packageName === null ? 'an access package' : `\u201c${facts.packageName}\u201d`,
    who: targetIsYou === true || targetName === null ? '' : ` for ${targetName}`,
    whose: targetIsYou === true || targetName === null ? 'Your' : `${targetName}\u2019s`,
    asker: requesterIsYou === true ? 'You' : (requesterName ?? 'Somebody'),
    ends: facts.endsAt === null ? 'soon' : `on ${instant(facts.endsAt)}`,
    by: why?.by == null ? '' : ` by ${why.by}`,
    reason: why?.reason == null ? '' : quoted(why.reason),
    token: tokenInWords(facts),
    service: facts.serviceName == null ? 'a service' : `the service \u201c${facts.serviceName}\u201d`,
    facts,
  });
}

/** A token by its name, and whose it is where it is a service's. */
function tokenInWords({ tokenName, serviceName }: NotificationFacts): string {
  const named = tokenName == null ? '' : ` \u201c${tokenName}\u201d`;
  return serviceName == null ? `Your token${named}` : `The token${named} of the service \u201c${serviceName}\u201d`;
}

const itIsYou = ({ targetIsYou }: NotificationFacts) => targetIsYou === true;
const guest = ({ targetName }: NotificationFacts) => targetName ?? 'A guest';

/** What becomes of a guest, and what would keep them. */
function unlessAccess(who: 'You' | 'They', { endsAt }: NotificationFacts): string {
  const given = `${who.toLowerCase()} are given access`;
  return endsAt === null
    ? `It opens again once ${given}.`
    : `${who} will be deleted on ${instant(endsAt)}, unless ${given} before.`;
}

/** The end of a sentence: with the reason that was given, in quotes, where there is one; a stop of its own ends the sentence too. */
function closed(sentence: string, reason: string): string {
  if (reason === '') return `${sentence}.`;
  return `${sentence}, with the reason: \u201c${reason}\u201d${/[.!?\u2026]$/.test(reason) ? '' : '.'}`;
}

/** A sentence names so many rights; there may be hundreds. */
const NAMED = 5;

function changed(rights: ChangedRights | null): string {
  const part = (word: string, names: readonly string[]) =>
    names.length === 0
      ? []
      : [`${word} ${names.slice(0, NAMED).join(', ')}${names.length > NAMED ? ` and ${names.length - NAMED} more` : ''}`];
  const parts = [...part('added', rights?.added ?? []), ...part('taken away', rights?.removed ?? [])];
  return parts.length === 0 ? '' : `: ${parts.join('; ')}`;
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** `31 Mar 2026 at 22:00 UTC`: nobody knows the time zone of whoever reads a mail. */
function instant(iso: string): string {
  return `${day.format(new Date(iso))} at ${iso.slice(11, 16)} UTC`;
}

/** Inside a sentence "Your" is small; a name stays as it is. */
function lower(whose: string): string {
  return whose === 'Your' ? 'your' : whose;
}
