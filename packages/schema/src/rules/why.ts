import { namesDoers } from './disclosure.ts';
import { onOneLine } from './one-line.ts';
import { REMOVE_TYPES } from './request-types.ts';
import type { RequestCause, RequestType, UserKind } from './vocabulary.ts';

/** How a request was closed that gave nothing: OVERTAKEN by a removal, or by another end. */
export type Closing = 'DENIED' | 'CANCELED' | 'OVERTAKEN';

/** What ended an access, moved its end, or closed a request, and who did it. */
export interface WhyFacts {
  /** A removal, or what moved the end; null: a request that was closed. */
  readonly type: RequestType | null;
  readonly closed: Closing | null;
  readonly cause: RequestCause | null;
  /** A person; null: the system, or somebody we do not know. */
  readonly byId: string | null;
  readonly byName: string | null;
  /** Was it an approver whose name the policy hides from requester and target? */
  readonly hidden: boolean;
  /** What whoever did it wrote: anything at all, of any length. */
  readonly reason: string | null;
}

/** Whoever is told, or reads it on a page. */
export interface WhyReader {
  /** null for the system. */
  readonly id: string | null;
  readonly kind: UserKind | 'SYSTEM';
}

/** Why something ended or changed, as one reader may know it. */
export interface Why {
  readonly how: 'GIVEN_UP' | 'TAKEN_AWAY' | 'END_MOVED' | Closing | RequestCause;
  /** "you", a name, or a role where the reader may not know the name; null: nobody did it. */
  readonly by: string | null;
  readonly reason: string | null;
}

/** A sentence quotes so many characters of what somebody wrote; a mail has the rest below it. */
export const QUOTED = 200;

/** What stands in for a name that the reader may not know, in a sentence about "X". */
const ROLE_WORDS: Readonly<Record<Why['how'], string>> = {
  GIVEN_UP: 'the person who held it',
  TAKEN_AWAY: 'somebody who manages it',
  END_MOVED: 'somebody who manages it',
  DENIED: 'an approver',
  CANCELED: 'somebody entitled to',
  OVERTAKEN: 'somebody entitled to',
  APPROVAL_REVOKED: 'an approver',
  ELIGIBILITY_LOST: 'somebody who manages it',
  EXPIRY: 'Gatehouse',
  LIFECYCLE: 'an administrator',
  REPLACED: 'Gatehouse',
};

/** What nobody did: it fell due, whoever's change came upon it first (domain §13). */
const NOBODYS_DOING: readonly Why['how'][] = ['EXPIRY', 'REPLACED'];

/** Why it ended or changed, by whom and with which reason, as far as its reader may know (domain §5 "Notices say why and by whom"). */
export function whyFor(facts: WhyFacts, reader: WhyReader): Why {
  const how = howOf(facts);
  return { how, by: byOf(how, facts, reader), reason: facts.reason?.trim() || null };
}

function howOf({ type, closed, cause }: WhyFacts): Why['how'] {
  if (type === null) return cause ?? closed ?? 'DENIED';
  if (type === 'USER_REMOVE') return 'GIVEN_UP';
  return REMOVE_TYPES.includes(type) ? (cause ?? 'TAKEN_AWAY') : 'END_MOVED';
}

function byOf(how: Why['how'], { byId, byName, hidden }: WhyFacts, reader: WhyReader): string | null {
  if (NOBODYS_DOING.includes(how)) return null;
  if (byId !== null && byId === reader.id) return 'you';
  // Who denied in an imported history, or which administrator it was, may not be known here.
  if (byName === null) return how === 'DENIED' ? ROLE_WORDS[how] : null;
  return namesDoers({ kind: reader.kind, hidden }) ? byName : ROLE_WORDS[how];
}

/** What somebody wrote, on one line and no longer than a sentence bears. */
export function quoted(text: string): string {
  const line = onOneLine(text);
  const letters = [...line];
  return letters.length <= QUOTED
    ? line
    : `${letters
        .slice(0, QUOTED - 1)
        .join('')
        .trimEnd()}\u2026`;
}
