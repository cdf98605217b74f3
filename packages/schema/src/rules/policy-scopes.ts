import { type PolicyScope, UserKind } from './vocabulary.ts';

/**
 * One person, asked about in the way in which whoever asks can: in memory the answer is a yes or no, in SQL a condition. So
 * each scope is written once for both.
 */
export interface PersonAsked<Answer> {
  /** Are they of one of these kinds? */
  isKind(...kinds: UserKind[]): Answer;
  /** Does the policy name them, or a group they are in? */
  isNamed(): Answer;
}

/** What a scope is: whom it contains, and how wide it is. */
export interface ScopeRule {
  /** Of two policies of one priority the one of the narrower scope applies: that with the smaller number. */
  readonly width: number;
  contains<Answer>(person: PersonAsked<Answer>): Answer | false;
}

/** Every scope (domain §4 "Scope"). A new one is one more entry: the database is asked by this table too. */
export const POLICY_SCOPES: Readonly<Record<PolicyScope, ScopeRule>> = {
  SPECIFIC_USERS_AND_GROUPS: { width: 0, contains: (person) => person.isNamed() },
  ALL_MEMBERS: { width: 1, contains: (person) => person.isKind(UserKind.MEMBER) },
  SERVICES: { width: 1, contains: (person) => person.isKind(UserKind.SERVICE) },
  ALL_USERS: { width: 2, contains: (person) => person.isKind(UserKind.MEMBER, UserKind.GUEST) },
  NOBODY: { width: 3, contains: () => false },
};
