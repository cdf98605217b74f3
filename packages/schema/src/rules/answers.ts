import type { QuestionDefinition } from './policy.ts';
import { compilePattern } from './safe-pattern.ts';
import { QuestionKind, type AnswerIssueCode } from './vocabulary.ts';

/** An answer as it arrives: a text, a chosen value, or a list of chosen values (MULTIPLE_CHOICE). null takes it back. */
export interface AnswerInput {
  readonly questionId: string;
  readonly value: string | readonly string[] | null;
}

/** One thing wrong with the answers. `questionId` is null for the justification, which is no question. */
export interface AnswerIssue {
  readonly questionId: string | null;
  readonly code: AnswerIssueCode;
  readonly message: string;
}

/**
 * Whose answers: NEW all answers of a new request; CHANGE_OWN the ones a person changes of their own access, if the
 * question allows it; CHANGE_ANY the ones an administrator changes. In a change, unnamed questions keep their answer.
 */
export type AnswerMode = 'NEW' | 'CHANGE_OWN' | 'CHANGE_ANY';

/** Longest answers, in characters. */
export const LONGEST_SHORT_TEXT = 250;
export const LONGEST_LONG_TEXT = 4000;

/** Checks answers against the questions of a policy version; every issue of every question is reported (gate ANSWERS_INVALID). */
export function answerIssues(
  questions: readonly QuestionDefinition[],
  answers: readonly AnswerInput[],
  mode: AnswerMode,
): AnswerIssue[] {
  const known = new Map(questions.map((question) => [question.id, question]));
  const given = new Map<string, AnswerInput>();
  const issues: AnswerIssue[] = [];
  for (const answer of answers) {
    const { questionId } = answer;
    if (!known.has(questionId))
      issues.push({ questionId, code: 'UNKNOWN_QUESTION', message: 'This question does not belong to the policy.' });
    else if (given.has(questionId))
      issues.push({ questionId, code: 'ANSWERED_TWICE', message: 'This question is answered twice.' });
    else given.set(questionId, answer);
  }
  for (const question of [...questions].sort((a, b) => a.order - b.order)) {
    const answer = given.get(question.id);
    const issue = answer || mode === 'NEW' ? issueOf(question, answer?.value ?? null, mode) : null;
    if (issue) issues.push({ questionId: question.id, ...issue });
  }
  return issues;
}

/** Has this value nothing in it? Blank text and an empty list are no answer. */
export function isBlankAnswer(value: AnswerInput['value']): boolean {
  return value === null || (typeof value === 'string' ? value.trim() === '' : value.length === 0);
}

type Issue = Omit<AnswerIssue, 'questionId'>;

function issueOf(question: QuestionDefinition, value: AnswerInput['value'], mode: AnswerMode): Issue | null {
  if (mode === 'CHANGE_OWN' && !question.changeable)
    return { code: 'NOT_CHANGEABLE', message: 'This answer cannot be changed later.' };
  if (isBlankAnswer(value)) return question.required ? { code: 'REQUIRED', message: 'This question needs an answer.' } : null;
  if (question.kind === QuestionKind.MULTIPLE_CHOICE) return choicesIssue(question, value);
  if (typeof value !== 'string') return { code: 'WRONG_KIND', message: 'This question takes one answer, not a list.' };
  return question.kind === QuestionKind.SINGLE_CHOICE ? choicesIssue(question, [value]) : textIssue(question, value);
}

function choicesIssue(question: QuestionDefinition, value: AnswerInput['value']): Issue | null {
  if (!Array.isArray(value)) return { code: 'WRONG_KIND', message: 'This question takes a list of choices.' };
  const offered = new Set(question.choices.map((choice) => choice.value));
  if (new Set(value).size !== value.length) return { code: 'WRONG_KIND', message: 'A choice is named twice.' };
  return value.every((choice) => offered.has(choice))
    ? null
    : { code: 'NOT_A_CHOICE', message: 'The answer is none of the choices offered.' };
}

function textIssue(question: QuestionDefinition, value: string): Issue | null {
  const limit = question.kind === QuestionKind.SHORT_TEXT ? LONGEST_SHORT_TEXT : LONGEST_LONG_TEXT;
  if (value.length > limit) return { code: 'TOO_LONG', message: `The answer is longer than ${limit} characters.` };
  // Neither can be stored as text by the database.
  if (value.includes('\u0000') || !value.isWellFormed())
    return { code: 'WRONG_KIND', message: 'The answer holds characters that are no text.' };
  if (question.kind !== QuestionKind.SHORT_TEXT || question.pattern === null) return null;
  const pattern = compilePattern(question.pattern);
  if (pattern.ok && pattern.matches(value)) return null;
  return { code: 'PATTERN_MISMATCH', message: `The answer must have the form ${question.pattern}.` };
}
