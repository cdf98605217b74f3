import { gatehouseSchema } from '@gatehouse/server/app/gatehouse-schema';
import { type Viewer } from '@gatehouse/server/kernel/authz/viewer';
import { getNamedType, type GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type Trial } from '../testkit/rolled-back.ts';

/** How a mutation ended: OK, the code of its first refusal, or the code of a GraphQL error. */
export interface Ending {
  code: string;
  message: string;
  payload: Record<string, unknown> | null;
}

interface Told {
  code: string;
  message: string;
}

/** Tries a mutation with an input, its payload's objects by their ids. Nothing is thrown. */
export async function attempt(
  trial: Pick<Trial, 'execute'>,
  mutation: string,
  input: object,
  viewer: Viewer | null,
): Promise<Ending> {
  const { data, errors } = await trial.execute<Record<string, Record<string, unknown> | null>>(
    documentFor(mutation),
    { input },
    viewer,
  );
  const payload = data?.[mutation] ?? null;
  const [fault] = (errors ?? []) as readonly (GraphQLFormattedError | GraphQLError)[];
  if (fault) return { code: String(fault.extensions?.code), message: fault.message, payload };
  const [refusal] = (payload?.errors ?? []) as Told[];
  return { code: refusal?.code ?? 'OK', message: refusal?.message ?? '', payload };
}

const documents = new Map<string, string>();

function documentFor(mutation: string): string {
  const made = documents.get(mutation) ?? writeDocument(mutation);
  documents.set(mutation, made);
  return made;
}

function writeDocument(mutation: string): string {
  const field = gatehouseSchema().getMutationType()!.getFields()[mutation];
  if (!field) throw new Error(`There is no mutation ${mutation}.`);
  const payload = getNamedType(field.type);
  const selected = Object.values('getFields' in payload ? payload.getFields() : {}).map(({ name, type }) => {
    if (name === 'errors') return 'errors { __typename code message path }';
    const inner = getNamedType(type);
    if (!('getFields' in inner)) return name;
    return `${name} { ${'id' in inner.getFields() ? 'id' : '__typename'} }`;
  });
  return `mutation ($input: ${field.args[0]!.type.toString()}) { ${mutation}(input: $input) { ${selected.join(' ')} } }`;
}
