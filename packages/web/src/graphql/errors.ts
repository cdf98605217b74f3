import { graphql, type ResultOf } from './graphql.ts';

/** A condition that a request does not meet, in words to its reader, with whom they can write to. */
export const GateFragment = graphql(`
  fragment GateParts on FailedGate {
    code
    message
    fixedBy
    fixedByYou
    people {
      id
      name
      email
    }
    path
    questionId
    latestEnd
    possibleFrom
  }
`);

export type Gate = ResultOf<typeof GateFragment>;

/** Why a mutation was refused, with everything the typed refusals know. Every payload's `errors` selects it. */
export const UserErrorFragment = graphql(
  `
  fragment UserErrorParts on UserError {
    __typename
    code
    message
    path
    ... on NotEligibleError {
      reference
      gates {
        ...GateParts
      }
    }
    ... on AlreadyDecidedError {
      by {
        id
        name
      }
      decision
      at
    }
    ... on StaleVersionError {
      currentVersion
    }
  }
`,
  [GateFragment],
);

export type Refusal = ResultOf<typeof UserErrorFragment>;

/** What the server found wrong with each field of a form of questions: by the id of the question, or `justification`. */
export function answerProblems(errors: readonly Refusal[]): Record<string, string> {
  const gates = errors.flatMap((error) => (error.__typename === 'NotEligibleError' ? error.gates : []));
  return Object.fromEntries(
    gates
      .filter(({ code }) => code === 'ANSWERS_INVALID')
      .map(({ questionId, message }) => [questionId ?? 'justification', message]),
  );
}

/** What a person reads where the server could not be asked or would not answer. */
export function explain(error: {
  message: string;
  networkError?: Error;
  graphQLErrors: readonly { message: string; extensions?: Record<string, unknown> }[];
}): string {
  const first = error.graphQLErrors[0];
  const code = first?.extensions?.code;
  if (code === 'INTERNAL') {
    const reference = first?.extensions?.requestId;
    return `Something went wrong on the server.${reference ? ` If you report it, name ${String(reference)}.` : ''}`;
  }
  if (code === 'SERVICE_UNAVAILABLE') return 'Gatehouse is not available right now. Try again in a moment.';
  if (code === 'RATE_LIMITED') return 'That was too much at once. Wait a moment and try again.';
  if (first) return first.message;
  return 'Gatehouse cannot be reached. Check your connection and try again.';
}
