import { auditWords } from './audit-words.ts';
import type { DecisionKind, RequestCause, RequestState, RequestType } from './vocabulary.ts';

/** What was recorded with an event: ids, codes and times; empty where its reader may not know it. */
export type AuditDetails = Readonly<Record<string, unknown>>;

/** How a day is written, of an instant in ISO 8601. */
type InDays = (at: string) => string;

type Words<Word extends string> = Readonly<Record<Word, string>>;

const ASKED: Words<RequestType> = {
  USER_ADD: 'Asked for access',
  USER_EXTEND: 'Asked for an extension',
  USER_UPDATE: 'Asked for other answers',
  USER_REMOVE: 'Gave up access',
  ON_BEHALF_ADD: 'Asked for access for somebody else',
  ON_BEHALF_REMOVE: 'Asked that access be taken away',
  ADMIN_ADD: 'Assigned access by role',
  ADMIN_UPDATE: 'Changed an end or answers by role',
  ADMIN_REMOVE: 'Took access away by role',
  SYSTEM_REMOVE: 'Began to end access',
};

const REFUSED: Words<RequestType> = {
  USER_ADD: 'access',
  USER_EXTEND: 'an extension',
  USER_UPDATE: 'a change of answers',
  USER_REMOVE: 'giving up access',
  ON_BEHALF_ADD: 'access for somebody else',
  ON_BEHALF_REMOVE: 'taking access away',
  ADMIN_ADD: 'an assignment by role',
  ADMIN_UPDATE: 'a change by role',
  ADMIN_REMOVE: 'taking access away by role',
  SYSTEM_REMOVE: 'ending access',
};

const BECAUSE: Words<RequestCause> = {
  EXPIRY: 'its time was up',
  LIFECYCLE: 'the person left',
  APPROVAL_REVOKED: 'its approval was revoked',
  REPLACED: 'other access took its place',
  ELIGIBILITY_LOST: 'its policy is no longer for the person',
};

const DECIDED: Words<DecisionKind> = { APPROVE: 'Approved', DENY: 'Denied' };
const DECISION: Words<DecisionKind> = { APPROVE: 'an approval', DENY: 'a denial' };
const OUTCOME: Words<Extract<RequestState, 'DENIED'> | 'APPROVED'> = { APPROVED: 'an approval', DENIED: 'a denial' };

const CLOSED: Partial<Words<RequestState>> = {
  PARTIALLY_DELIVERED: 'Closed a request that was delivered in part',
  FAILED: 'Closed a request whose delivery failed',
};

/** The word of a list for a code that was recorded; nothing where none was, or it is of another version. */
const of = (words: Partial<Words<string>>, code: unknown) => (typeof code === 'string' ? words[code] : undefined);

const stage = ({ order }: AuditDetails) => (typeof order === 'number' ? ` stage ${order}` : '');

/** What the details of an action add to its words; nothing where they do not say it. */
const SAID: Readonly<Record<string, (details: AuditDetails, inDays: InDays) => string | undefined>> = {
  'approval.decided': (details, inDays) => {
    const decided = of(DECIDED, details.decision);
    const sooner = typeof details.shortenedTo === 'string' ? `, with an end on ${inDays(details.shortenedTo)}` : '';
    return decided && `${decided}${stage(details)}${sooner}`;
  },
  'approval.taken_back': (details) => {
    const decision = of(DECISION, details.decision);
    return decision && `Took back ${decision}${stage(details) && ` of${stage(details)}`}`;
  },
  'approval.took_effect': (details) => {
    const outcome = of(OUTCOME, details.outcome);
    return outcome && `Made ${outcome}${stage(details) && ` of${stage(details)}`} take effect`;
  },
  'approval.skipped': (details) => stage(details) && `Skipped${stage(details)} of the approval`,
  'approval.stage_opened': (details) => stage(details) && `Asked the approvers of${stage(details)}`,
  'assignment.end_moved': ({ from, to }, inDays) => endMoved(from, to, inDays),
  'assignment.ended': ({ cause }) => {
    const why = of(BECAUSE, cause);
    return why && `Ended access: ${why}`;
  },
  'request.refused': ({ type }) => {
    const what = of(REFUSED, type);
    return what && `Was refused ${what}`;
  },
  'request.settled': ({ state }) => of(CLOSED, state),
  'request.submitted': ({ type, cause }) => {
    const why = of(BECAUSE, cause);
    return why ? `Began to end access: ${why}` : of(ASKED, type);
  },
};

function endMoved(from: unknown, to: unknown, inDays: InDays): string | undefined {
  const [before, after] = [from, to].map((at) => (typeof at === 'string' ? inDays(at) : null));
  if (before && after) {
    return before === after ? `Moved the end of access within ${after}` : `Moved the end of access from ${before} to ${after}`;
  }
  if (after) return `Set the end of access to ${after}`;
  return before ? `Took the end of access away, which was ${before}` : undefined;
}

/**
 * An event in plain words, as exactly as what was recorded with it says: which way it was decided, what was asked for, from when to
 * when an end was moved. The general words of its action where the details are silent, or hidden from the reader.
 */
export function auditSaid(action: string, details: AuditDetails, inDays: InDays = (at) => at.slice(0, 10)): string {
  return SAID[action]?.(details, inDays) || auditWords(action);
}
