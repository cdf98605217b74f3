/** An answer as one request gave it. */
export interface GivenAnswer {
  /** What is the same in every version of the policy: the question, in its fallback language. */
  readonly question: string;
  /** Empty: there is none any more. */
  readonly values: readonly string[];
}

/** A request of an assignment with what it answered. */
export interface AnsweringRequest<A extends GivenAnswer = GivenAnswer> {
  readonly id: string;
  /** Does it change answers given before? */
  readonly updates: boolean;
  readonly answers: readonly A[];
}

/** One answer that was changed later. */
export interface AnswerChange<A extends GivenAnswer = GivenAnswer, R = AnsweringRequest<A>> {
  readonly request: R;
  readonly answer: A;
  readonly from: readonly string[];
}

/**
 * Which answers of an assignment were changed later, from what to what, oldest first. Giving the same answer again changes
 * nothing.
 * @param history the requests of the assignment that came true, oldest first.
 */
export function answerChanges<A extends GivenAnswer, R extends AnsweringRequest<A>>(history: readonly R[]): AnswerChange<A, R>[] {
  const known = new Map<string, readonly string[]>();
  const changes: AnswerChange<A, R>[] = [];
  for (const request of history)
    for (const answer of request.answers) {
      const from = known.get(answer.question) ?? [];
      known.set(answer.question, answer.values);
      if (request.updates && !same(from, answer.values)) changes.push({ request, answer, from });
    }
  return changes;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
