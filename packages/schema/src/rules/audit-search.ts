import { AUDIT_ACTIONS, AUDIT_WORDS, type AuditAction } from './audit-words.ts';

/** What people say for what the words say otherwise. */
const ALSO: Partial<Record<AuditAction, string>> = {
  'approval.decided': 'approve reject deny decline decision approval',
  'approval.revoked': 'withdraw',
  'approval.reassigned': 'delegate forward',
  'assignment.begun': 'grant assign assignment',
  'assignment.ended': 'revoke remove expire assignment',
  'assignment.end_moved': 'extension prolong assignment',
  'access_package.updated': 'edit rename modify',
  'access_package.roles_set': 'edit roles rights modify',
  'catalog.updated': 'edit rename publish modify',
  'policy.updated': 'edit modify',
  'user.updated': 'edit rename modify user',
  'user.created': 'add new user',
  'user.deleted': 'remove user',
  'user.blocked': 'disable lock user',
  'user.unblocked': 'enable unlock user',
  'group.members_added': 'join',
  'group.members_removed': 'leave',
  'request.submitted': 'request apply submit',
  'request.refused': 'not allowed gate',
  'request.canceled': 'cancel withdraw',
  'session.started': 'login logon sign-in',
  'session.ended': 'logout logoff sign-out',
};

/** What carries no meaning of its own in a few words. */
const EMPTY = new Set(['a', 'an', 'the', 'of', 'to', 'in', 'on', 'for', 'it', 'that', 'was', 'were', 'who', 'is']);

const wordsIn = (text: string) =>
  text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !EMPTY.has(word));

/** A word without its ending, so that "approve", "approved" and "approval" are one. */
const stem = (word: string) => (word.length > 4 ? word.replace(/(?:ations?|ions?|als?|ings?|ed|es|e|s)$/, '') : word);

const SAID = new Map(AUDIT_ACTIONS.map((action) => [action, wordsIn(`${action} ${AUDIT_WORDS[action]} ${ALSO[action] ?? ''}`)]));

/** Words that are typed may be begun only. */
const fits = (typed: string, known: string) => known.startsWith(typed) || stem(known) === stem(typed);

/** The actions that somebody may mean by a few plain words, each of which must fit; or by a code or part of one. None where no action fits. */
export function findActions(text: string): AuditAction[] {
  const code = text.trim().toLowerCase();
  if (code.includes('.')) return AUDIT_ACTIONS.filter((action) => action.startsWith(code));
  const typed = wordsIn(text);
  if (typed.length === 0) return [];
  return AUDIT_ACTIONS.filter((action) => typed.every((word) => SAID.get(action)?.some((known) => fits(word, known))));
}

/**
 * What somebody may have meant if their words fit no action: actions that one of the words fits or is spelled like, the
 * nearest first.
 */
export function suggestActions(text: string, most = 4): AuditAction[] {
  const typed = wordsIn(text);
  const near = (action: AuditAction) =>
    typed.reduce((sum, word) => sum + Math.max(...(SAID.get(action) ?? []).map((known) => likeness(word, known))), 0);
  return AUDIT_ACTIONS.map((action) => [near(action), action] as const)
    .filter(([score]) => score >= 0.5)
    .sort(([a], [b]) => b - a)
    .slice(0, most)
    .map(([, action]) => action);
}

/** From 0 to 1: how many pairs of letters two words have in common. */
function likeness(one: string, other: string): number {
  if (fits(one, other)) return 1;
  const pairs = (word: string) => new Set([...` ${word}`].slice(0, -1).map((letter, at) => letter + ` ${word}`.charAt(at + 1)));
  const [a, b] = [pairs(one), pairs(other)];
  return (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size);
}
