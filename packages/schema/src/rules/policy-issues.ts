import { compareDurations, isPositiveDuration } from './duration.ts';
import type { ExpirationSettings, PolicyDefinition, QuestionDefinition } from './policy.ts';
import { LONGEST_PROOF, MOST_PROOFS, PROOF_WORD, type ProofWanted } from './proof.ts';
import { compilePattern } from './safe-pattern.ts';
import { stageIssues, type PolicyIssue } from './stage-issues.ts';
import { ExpirationKind, PolicyScope, QuestionKind } from './vocabulary.ts';
import { isTimeZone } from './zoned-day.ts';

/** The most of each kind a policy may hold. */
export const MOST_NOTICES = 10;
export const MOST_QUESTIONS = 50;
export const MOST_CHOICES = 100;

/**
 * Everything that keeps a policy from being saved (domain §4): contradictions within it, regardless of who is in the
 * directory. What only makes it useless for now is a warning: `policyWarnings`.
 */
export function policyIssues(definition: PolicyDefinition): PolicyIssue[] {
  return [
    ...scopeIssues(definition),
    ...proofIssues(definition.requesting),
    ...expirationIssues(definition),
    ...stageIssues(definition.stages),
    ...definition.questions.flatMap((question, index) => questionIssues(question, ['questions', String(index)])),
    ...(definition.questions.length > MOST_QUESTIONS
      ? [{ path: ['questions'], message: `A policy asks at most ${MOST_QUESTIONS} questions.` }]
      : []),
  ];
}

function scopeIssues({ scope, scopeUserIds, scopeGroupIds, scopeOrganizations }: PolicyDefinition): PolicyIssue[] {
  const issue = (message: string): PolicyIssue[] => [{ path: ['scope'], message }];
  const people = scopeUserIds.length + scopeGroupIds.length;
  const organizations = scopeOrganizations.length;
  if (people > 0 && scope !== PolicyScope.SPECIFIC_USERS_AND_GROUPS)
    return issue('People and groups can be named only in the scope of specific people and groups.');
  if (organizations > 0 && scope !== PolicyScope.SPECIFIC_ORGANIZATIONS)
    return issue('Organizations can be named only in the scope of specific organizations.');
  if (people === 0 && scope === PolicyScope.SPECIFIC_USERS_AND_GROUPS)
    return issue('Name at least one person or group this policy is for.');
  if (organizations === 0 && scope === PolicyScope.SPECIFIC_ORGANIZATIONS)
    return issue('Name at least one organization this policy is for.');
  return [];
}

function proofIssues({ proofs, proofWithin }: ProofWanted): PolicyIssue[] {
  const issues: PolicyIssue[] = [];
  const add = (member: string, message: string) => issues.push({ path: ['requesting', member], message });
  if (proofs.length > MOST_PROOFS) add('proofs', `A policy names at most ${MOST_PROOFS} proofs.`);
  if (!proofs.every((proof) => PROOF_WORD.test(proof) && proof.length <= LONGEST_PROOF))
    add('proofs', `A proof is a word as the issuer writes it: no spaces, at most ${LONGEST_PROOF} characters.`);
  if (proofWithin === null) return issues;
  if (!isPositiveDuration(proofWithin)) add('proofWithin', 'How old a proof may be is a duration longer than zero.');
  else if (proofs.length === 0) add('proofWithin', 'Name the proof whose age counts.');
  return issues;
}

function expirationIssues(definition: PolicyDefinition): PolicyIssue[] {
  const { expiration } = definition;
  const issues: PolicyIssue[] = kindIssues(expiration);
  issues.push(...windowIssues(expiration));
  if (expiration.nearExpiryNotices.length > MOST_NOTICES)
    issues.push({ path: ['expiration', 'nearExpiryNotices'], message: `There can be at most ${MOST_NOTICES} notices.` });
  if (!expiration.nearExpiryNotices.every(isPositiveDuration))
    issues.push({
      path: ['expiration', 'nearExpiryNotices'],
      message: 'Every notice is a duration longer than zero before the end.',
    });
  // Without this, an extension would pass a chain of no stages, which is no approval at all.
  if (
    expiration.extensionAllowed &&
    expiration.extensionNeedsApproval &&
    !definition.stages.some((stage) => stage.occasion === 'EXTEND')
  ) {
    issues.push({
      path: ['expiration', 'extensionNeedsApproval'],
      message: 'Extensions need approval, but no stage decides them.',
    });
  }
  return issues;
}

function windowIssues({ extensionWindow, extensionCeiling, duration, kind }: ExpirationSettings): PolicyIssue[] {
  const issues: PolicyIssue[] = [];
  const add = (member: string, message: string) => issues.push({ path: ['expiration', member], message });
  if (!isPositiveDuration(extensionWindow))
    add('extensionWindow', 'Say how long before the end an extension may be asked for: a duration longer than zero.');
  if (extensionCeiling === null) return issues;
  if (!isPositiveDuration(extensionCeiling)) add('extensionCeiling', 'The longest time in all is a duration longer than zero.');
  else if (
    kind === ExpirationKind.AFTER_DURATION &&
    isPositiveDuration(duration) &&
    compareDurations(extensionCeiling, duration) < 0
  )
    add('extensionCeiling', 'The longest time in all cannot be shorter than what is given at once.');
  return issues;
}

function kindIssues({ kind, endsAt, timeZone, duration }: ExpirationSettings): PolicyIssue[] {
  switch (kind) {
    case ExpirationKind.NEVER:
      return [];
    case ExpirationKind.ON_DATE:
      return endsAt !== null && timeZone !== null && isTimeZone(timeZone)
        ? []
        : [{ path: ['expiration', 'endsAt'], message: 'Name the day the access ends, and the time zone it is meant in.' }];
    case ExpirationKind.AFTER_DURATION:
      return isPositiveDuration(duration)
        ? []
        : [{ path: ['expiration', 'duration'], message: 'Say how long the access lasts: a duration longer than zero.' }];
  }
}

function questionIssues(question: QuestionDefinition, path: readonly string[]): PolicyIssue[] {
  const issues: PolicyIssue[] = [];
  const add = (member: string, message: string) => issues.push({ path: [...path, member], message });
  if (question.text.default.trim() === '') add('text', 'The question has no text.');
  const values = question.choices.map((choice) => choice.value);
  const offers = question.kind === QuestionKind.SINGLE_CHOICE || question.kind === QuestionKind.MULTIPLE_CHOICE;
  if (offers && values.length === 0) add('choices', 'A choice needs something to choose from.');
  if (!offers && values.length > 0) add('choices', 'Only a choice question offers choices.');
  if (values.length > MOST_CHOICES) add('choices', `A question offers at most ${MOST_CHOICES} choices.`);
  if (new Set(values).size !== values.length || values.some((value) => value.trim() === ''))
    add('choices', 'Every choice has a value of its own.');
  if (question.pattern !== null) {
    const pattern = question.kind === QuestionKind.SHORT_TEXT ? compilePattern(question.pattern) : null;
    if (pattern === null) add('pattern', 'Only a short text has a pattern.');
    else if (!pattern.ok) add('pattern', pattern.message);
  }
  return issues;
}
