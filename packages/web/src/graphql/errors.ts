import { graphql, type ResultOf } from './graphql.ts';

/** A condition that a request does not meet, in words to its reader, with whom they can write to. */
export const GateFragment = graphql(`
  fragment GateParts on FailedGate {
    code
    message
    fixedBy
    fixedByYou
    people {
      userId
      name
      email
    }
    path
    possibleFrom
    details {
      __typename
      ... on GateRequest {
        requestId
      }
      ... on GateProof {
        way
      }
      ... on GateSchedule {
        startSelectable
        endSelectable
        earliestStart
        latestStart
        earliestEnd
        latestEnd
        longestDuration
      }
    }
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
