import { Awaited, RequestType, UserKind, UserState } from './vocabulary.ts';

/** What there is to know of the person whose access it is. */
export interface ConsentFacts {
  readonly type: RequestType;
  readonly target: { readonly kind: UserKind; readonly state: UserState };
  /** Did they ever prove that their mail address is theirs? */
  readonly mailProved: boolean;
  /** Ids of what they still have to accept: for people from outside, the notice of privacy. */
  readonly termsDue: readonly string[];
}

/** How long a request waits for its target, ISO 8601; then it lapses. */
export const AWAITED_FOR = 'P30D';

/**
 * What a request waits for that only its target can give (domain §3 gate 14, §10). Whoever asks for themself is asked in the form, by the
 * gate; where somebody else asked or assigned, nothing is delivered before the person, if they have no account yet, proved the address by
 * which they were named, and accepted what there is to accept.
 */
export function whatIsAwaited({ type, target, mailProved, termsDue }: ConsentFacts): Awaited | null {
  if (type !== RequestType.ON_BEHALF_ADD && type !== RequestType.ADMIN_ADD) return null;
  if (target.kind !== UserKind.GUEST) return null;
  if (target.state === UserState.PROSPECT && !mailProved) return Awaited.PROOF_OF_ADDRESS;
  return termsDue.length > 0 ? Awaited.TERMS : null;
}
