import { type PolicyScope, UserKind } from './vocabulary.ts';

/**
 * One person, asked about in the way in which whoever asks can: in memory the answer is a yes or no, in SQL a condition. So
 * each scope is written once for both.
 */
export interface PersonAsked<Answer> {
  /** Are they of one of these kinds, with an account here? A Prospect is of none yet. */
  isKind(...kinds: UserKind[]): Answer;
  /** Are they from outside: a guest, or a Prospect? */
  isOutsider(): Answer;
  /** Are they from outside, and of an organization that is configured? */
  isOfConfigured(): Answer;
  /** Does the policy name them, or a group they are in? */
  isNamed(): Answer;
  /** Are they of a configured organization that the policy names, with a mail address of a domain that it names where it names some? */
  isOfNamed(): Answer;
}

/** What a scope is: whom it contains, and how wide it is. */
export interface ScopeRule {
  /** Of two policies of one priority the one of the narrower scope applies: that with the smaller number. */
  readonly width: number;
  /** Does it contain people from outside who have no account yet? */
  readonly external: boolean;
  contains<Answer>(person: PersonAsked<Answer>): Answer | false;
}

/** Every scope (domain §4 "Scope"). A new one is one more entry: the database is asked by this table too. */
export const POLICY_SCOPES: Readonly<Record<PolicyScope, ScopeRule>> = {
  SPECIFIC_USERS_AND_GROUPS: { width: 0, external: false, contains: (person) => person.isNamed() },
  SPECIFIC_ORGANIZATIONS: { width: 0, external: true, contains: (person) => person.isOfNamed() },
  ALL_MEMBERS: { width: 1, external: false, contains: (person) => person.isKind(UserKind.MEMBER) },
  SERVICES: { width: 1, external: false, contains: (person) => person.isKind(UserKind.SERVICE) },
  ALL_USERS: { width: 2, external: false, contains: (person) => person.isKind(UserKind.MEMBER, UserKind.GUEST) },
  ALL_CONFIGURED_ORGANIZATIONS: { width: 3, external: true, contains: (person) => person.isOfConfigured() },
  ALL_EXTERNAL: { width: 4, external: true, contains: (person) => person.isOutsider() },
  NOBODY: { width: 5, external: false, contains: () => false },
};
