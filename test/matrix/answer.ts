import { runAs } from '../testkit/execute.ts';
import { type Persona } from './cast.ts';
import { type MatrixWorld } from './matrix-world.ts';

const LETTERS: Record<string, string> = { FORBIDDEN: 'F', UNAUTHENTICATED: 'U', BAD_USER_INPUT: 'N' };

/** The answer of one root field, or the letter of the error it ended with. */
export async function answerOf(
  world: MatrixWorld,
  document: string,
  variables: object,
  persona: Persona,
): Promise<{ refused: string } | { answer: unknown }> {
  const { data, errors } = await runAs<Record<string, unknown>>(world.t.app, document, variables, world.viewers[persona]);
  const code = errors?.[0]?.extensions?.code as string | undefined;
  if (code) return { refused: LETTERS[code] ?? `${code}:${errors![0]!.message}`.replaceAll(/\s+/g, '_') };
  return { answer: Object.values(data ?? {})[0] };
}
