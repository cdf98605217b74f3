import { useState } from 'react';
import { useClient, type AnyVariables, type TypedDocumentNode } from 'urql';
import { explain, type Refusal } from './errors.ts';

/** What a payload holds besides the changed object. */
interface AnyPayload {
  errors: Refusal[];
}

/** The payload of a mutation's one field. */
type PayloadOf<Data> = { [K in keyof Data]: Data[K] extends AnyPayload ? Data[K] : never }[keyof Data];

/** What came of a mutation: done, with its payload, or refused, with the reasons. */
export type Outcome<Payload> = { ok: true; payload: Payload } | { ok: false; errors: Refusal[] };

/** A refusal that did not come from the domain: no connection, no right, a bug. */
function unexpected(message: string): Refusal {
  return { __typename: 'PlainError', code: 'INVALID', message, path: null } as Refusal;
}

/**
 * Runs a mutation and tells what came of it. While it runs `busy` is true and a second call is ignored, so that a double
 * click acts once; `errors` holds the last refusal until the next try or `reset`.
 */
export function useAction<Data, Variables extends AnyVariables>(document: TypedDocumentNode<Data, Variables>) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Refusal[]>([]);

  async function run(variables: Variables): Promise<Outcome<PayloadOf<Data>> | null> {
    if (busy) return null;
    setBusy(true);
    setErrors([]);
    try {
      const result = await client.mutation(document, variables).toPromise();
      const payload = result.data ? (Object.values(result.data as object)[0] as PayloadOf<Data> | undefined) : undefined;
      const refused = payload
        ? (payload as AnyPayload).errors
        : [unexpected(result.error ? explain(result.error) : 'Nothing came back.')];
      if (!payload || refused.length > 0) {
        setErrors(refused);
        return { ok: false, errors: refused };
      }
      return { ok: true, payload };
    } finally {
      setBusy(false);
    }
  }

  return { run, busy, errors, reset: () => setErrors([]) };
}

/** A fresh key for one intent of a person: retries of it act once. */
export function intentKey(): string {
  return crypto.randomUUID();
}
