import { answerIssues, isBlankAnswer, type AnswerMode } from './answers.ts';
import type { Asked, Failing } from './gate.ts';
import { RequestType } from './vocabulary.ts';

/** Gate 12, ANSWERS_INVALID: the answers, and the justification where the policy wants one. */
export function answersAtFault(asked: Asked): Failing | null {
  const { definition } = asked.policy;
  // Whether there is a policy for new access is asked by gates of its own; answers without one are answers to nothing.
  if (definition === null)
    return asked.action === 'UPDATE'
      ? { message: 'There is no policy any more that asks for answers.', fixedBy: 'NOBODY' }
      : null;
  const issues = answerIssues(definition.questions, asked.answers, modeOf(asked));
  if (asked.action === 'ADD' && definition.requesting.justificationRequired && isBlankAnswer(asked.justification)) {
    issues.push({ questionId: null, code: 'JUSTIFICATION_REQUIRED', message: 'Say why the access is needed.' });
  }
  if (issues.length === 0) return null;
  return {
    message: 'Some answers are missing or not acceptable.',
    fixedBy: 'REQUESTER',
    parts: issues.map(({ questionId, code, message }) => ({
      message,
      // By the question, not by its place among the answers: one that was not answered has no place there.
      path: questionId === null ? ['justification'] : ['answers', questionId],
      details: { type: 'GateAnswer', questionId, issue: code },
    })),
  };
}

function modeOf({ action, type }: Asked): AnswerMode {
  if (action !== 'UPDATE') return 'NEW';
  return type === RequestType.ADMIN_UPDATE ? 'CHANGE_ANY' : 'CHANGE_OWN';
}
