import { type TestApp } from './app.ts';
import { type As } from './execute.ts';

/** What a document answered: a test knows what it asked for. */
// oxlint-disable-next-line typescript/no-explicit-any -- as above
export type Answered = any;

/** A refusal as a payload tells it. */
export interface ToldError {
  __typename: string;
  code: string;
  message: string;
  path: string[] | null;
}

/** How a mutation ended: OK, the code of its first refusal, or the code of a GraphQL error. */
export interface Outcome {
  code: string;
  message: string;
  path: string[] | null;
  /** The payload; empty where there was a GraphQL error. */
  payload: Answered;
}

/** Mutations whose input type is not named after them. */
const isDelete = (name: string) => /^delete(?!AccessRequest)/.test(name);

/**
 * Runs one mutation with its input.
 * @param fields what to select of the payload beside its errors
 */
export async function mutate(t: TestApp, name: string, input: object, as: As, fields = ''): Promise<Outcome> {
  const type = isDelete(name) ? 'DeleteInput' : `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} errors { __typename code message path } } }`;
  const { data, errors } = await t.execute<Record<string, { errors: ToldError[] } | null>>(document, { input }, { as });
  const payload = data?.[name] ?? {};
  const [fault] = errors ?? [];
  if (fault) return { code: String(fault.extensions?.code), message: fault.message, path: null, payload };
  const [refusal] = (payload as { errors: ToldError[] }).errors;
  return { code: refusal?.code ?? 'OK', message: refusal?.message ?? '', path: refusal?.path ?? null, payload };
}

/** As `mutate`, where it must succeed. @returns the payload */
export async function done(t: TestApp, name: string, input: object, as: As, fields = ''): Promise<Answered> {
  const { code, message, path, payload } = await mutate(t, name, input, as, fields);
  if (code !== 'OK') throw new Error(`${name} was refused: ${code} ${message} ${(path ?? []).join('.')}`);
  return payload;
}
