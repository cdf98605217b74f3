import type { Option, Question } from './option.ts';
import type { Terms } from './terms.ts';

/** What somebody has filled in so far. */
export interface Draft {
  policyId: string;
  justification: string;
  /** Values by question. */
  answers: Readonly<Record<string, readonly string[]>>;
  questions: readonly Question[];
  /** Ids of what was accepted. */
  acceptedTerms: readonly string[];
  startsAt: string | null;
  end: { kind: 'FULL' } | { kind: 'DAYS'; days: number } | { kind: 'DATE'; at: string | null };
}

/** Nothing filled in yet, under one policy. */
export function emptyDraft(option: Option): Draft {
  return {
    policyId: option.policyId,
    justification: '',
    answers: {},
    questions: option.questions,
    acceptedTerms: [],
    startsAt: null,
    end: { kind: 'FULL' },
  };
}

/** What is missing, by field. A hint that saves a round trip: the server decides. */
export function missing(draft: Draft, option: Option, terms: readonly Terms[] = []): Record<string, string> {
  const found: Record<string, string> = {};
  if (terms.some(({ id }) => !draft.acceptedTerms.includes(id))) found.acceptedTerms = 'Read this and tick it to go on.';
  for (const question of option.questions) {
    const values = draft.answers[question.id] ?? [];
    if (question.required && values.every((value) => value.trim() === '')) found[question.id] = 'This question needs an answer.';
  }
  if (option.justificationRequired && draft.justification.trim() === '') found.justification = 'Say why it is needed.';
  if (draft.end.kind === 'DATE' && !draft.end.at)
    found.expiresAt = 'Choose when it should end, or let it last as long as it may.';
  return found;
}

/** The fields that can say what is wrong with them, named as in the input; an answer by its question. */
export function fieldsOf({ questions, startsAt, end }: Draft): string[] {
  const schedule = { FULL: [], DAYS: ['duration'], DATE: ['expiresAt'] }[end.kind];
  return [
    ...questions.map(({ id }) => id),
    'justification',
    'acceptedTerms',
    ...(startsAt === null ? [] : ['startsAt']),
    ...schedule,
  ];
}

/** The fields of the mutation's input that the form fills. */
export function toInput(draft: Draft) {
  const answered = draft.questions.filter((question) => (draft.answers[question.id] ?? []).some((value) => value.trim() !== ''));
  return {
    policyId: draft.policyId,
    justification: draft.justification.trim() || null,
    answers: answered.map((question) => {
      const values = [...(draft.answers[question.id] ?? [])];
      return question.kind === 'MULTIPLE_CHOICE'
        ? { questionId: question.id, values }
        : { questionId: question.id, value: values[0] ?? '' };
    }),
    acceptedTerms: draft.acceptedTerms.map((termsId) => ({ termsId })),
    startsAt: draft.startsAt,
    expiresAt: draft.end.kind === 'DATE' ? draft.end.at : null,
    duration: draft.end.kind === 'DAYS' ? `P${draft.end.days}D` : null,
  };
}
