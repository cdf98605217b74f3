import { expect, test } from 'vitest';
import { runAs } from '../testkit/execute.ts';
import { caseOf } from './case.ts';
import { PERSONA_CODES, type Persona } from './cast.ts';
import { NODE_ROWS, QUERY_ROWS, WITHHELD } from './expectations/all.ts';
import { type MatrixWorld } from './matrix-world.ts';
import { everythingOf, lookOf, nodeTypes, queryNames, SAMPLES } from './reads.ts';
import { fullnessOf, withheldFrom, type Fullness } from './fullness.ts';
import { placeOf, writeTable, type Row } from './table.ts';

const LETTERS: Record<string, string> = { FORBIDDEN: 'F', UNAUTHENTICATED: 'U', BAD_USER_INPUT: 'N' };

/** The answer of one root field, or the letter of the error it ended with. */
async function answerOf(
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

async function everybody(of: (persona: Persona) => Promise<string>): Promise<Row['cells']> {
  return Object.fromEntries(
    await Promise.all(PERSONA_CODES.map(async (persona) => [persona, await of(persona)])),
  ) as Row['cells'];
}

/** Plays every row about root queries. */
export function testQueries(world: () => MatrixWorld): void {
  test('every query has rows, and no row speaks of what is gone', () => {
    expect([...new Set(QUERY_ROWS.map(({ name }) => name))].sort()).toEqual(queryNames().sort());
  });

  for (const name of queryNames()) {
    test(name, async () => {
      const expected = QUERY_ROWS.filter((row) => row.name === name);
      const found = [];
      for (const row of expected) {
        const look = lookOf(row.label);
        const cells = await everybody(async (persona) => {
          const c = caseOf(world(), persona, placeOf(row.where));
          const said = await answerOf(world(), look.document, look.variables(c), persona);
          return 'refused' in said ? said.refused : look.sees(said.answer, c) ? 'S' : '-';
        });
        found.push({ ...row, cells });
      }
      expect(`\n${writeTable(found)}\n`).toBe(`\n${writeTable(expected)}\n`);
    });
  }
}

/** Plays every row about types that `node` answers. */
export function testNodes(world: () => MatrixWorld): void {
  test('every Node type has rows and a sample, and no row speaks of what is gone', () => {
    const types = nodeTypes()
      .map(({ name }) => name)
      .sort();
    expect([...new Set(NODE_ROWS.map(({ name }) => name))].sort()).toEqual(types);
    expect(Object.keys(SAMPLES).sort()).toEqual(types);
    expect(Object.keys(WITHHELD).filter((name) => !types.includes(name))).toEqual([]);
  });

  for (const type of nodeTypes()) {
    test(type.name, async () => {
      const expected = NODE_ROWS.filter((row) => row.name === type.name);
      const found = [];
      const notes: Record<string, string> = {};
      for (const row of expected) {
        const seen = {} as Record<Persona, Fullness | string>;
        await everybody(async (persona) => {
          const id = SAMPLES[type.name]!(caseOf(world(), persona, placeOf(row.where)));
          const said = await answerOf(world(), everythingOf(type), { id }, persona);
          seen[persona] = 'refused' in said ? said.refused : said.answer === null ? '-' : fullnessOf(said.answer as object);
          return '';
        });
        const most = fullnessOf(...Object.values(seen).filter((one) => typeof one === 'object'));
        found.push({
          ...row,
          cells: await everybody(async (persona) => letterFor(type.name, withheldFrom(seen[persona], most), notes)),
        });
      }
      expect(`\n${writeTable(found)}\n`).toBe(`\n${writeTable(expected)}\n`);
      // A note that nothing bears out, or that says something else, is as wrong as a cell.
      expect(notes).toEqual(WITHHELD[type.name] ?? {});
    });
  }
}

/** The letter of a cell: S where all is seen, else the number of the note that says what is withheld. */
function letterFor(type: string, withheld: string, notes: Record<string, string>): string {
  if (!withheld.includes(':')) return withheld;
  const fields = withheld.slice(1);
  if (fields === '') return 'S';
  const told = Object.entries({ ...WITHHELD[type], ...notes }).find(([, known]) => known === fields);
  const number = told?.[0] ?? String(Object.keys({ ...WITHHELD[type], ...notes }).length + 1);
  notes[number] = fields;
  return number;
}
