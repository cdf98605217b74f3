import { UserKind } from './vocabulary.ts';

/** Who reads what there is to know before asking. */
export interface ReaderFacts {
  readonly kind: UserKind | 'SYSTEM';
  /** Is the package theirs to see: listed to them, held, asked for, decided on, or in their catalogs? */
  readonly seesPackage: boolean;
}

/** What may be told beside the sentences of the gates, which name nobody and nothing. */
export interface Disclosure {
  /** The name of the package, and its policies with what they ask and whom. */
  readonly package: boolean;
  /** The names of those who would decide, where something stands in the way. */
  readonly approversThoughRefused: boolean;
  /** The names of those who can do something about a gate. */
  readonly fixers: boolean;
  /** A reference that somebody entitled can look up, where something stands in the way. */
  readonly reference: boolean;
}

/**
 * What a gate's message reveals follows what the reader may see (domain §3): whoever holds the id of a package gets an
 * answer, but reads its name only if the package is theirs to see. Outsiders read the sentence and a reference, and no
 * names of people.
 */
export function disclosure({ kind, seesPackage }: ReaderFacts): Disclosure {
  const outsider = kind === UserKind.GUEST;
  return {
    package: seesPackage,
    approversThoughRefused: !outsider,
    fixers: !outsider,
    reference: outsider,
  };
}

/**
 * May a notice name who did something to its reader's access? Outsiders read a role instead, and so does everybody where
 * the policy hides its approvers.
 * @param doer.hidden an approver whom the policy does not show to those it is about.
 */
export function namesDoers({ kind, hidden }: { kind: ReaderFacts['kind'] | null; hidden: boolean }): boolean {
  return kind !== UserKind.GUEST && !hidden;
}
