import { expect, test } from 'vitest';
import { caseOf } from './case.ts';
import { PERSONA_CODES, type Persona } from './cast.ts';
import { NODE_ROWS, QUERY_ROWS, WITHHELD } from './expectations/all.ts';
import { type MatrixWorld } from './matrix-world.ts';
import { answerOf } from './answer.ts';
import { everythingSeen, type Seen } from './everything-seen.ts';
import { nodeTypes } from './fields.ts';
import { lookOf, queryNames, SAMPLES } from './reads.ts';
import { fullnessOf, withheldFrom, type Fullness } from './fullness.ts';
import { type PlaceName } from './places.ts';
import { placeOf, writeTable, type Row } from './table.ts';

async function everybody(of: (persona: Persona) => Promise<void>): Promise<void> {
  await Promise.all(PERSONA_CODES.map(of));
}

/** Everybody looks, at each of the rows of one label. */
async function look(world: MatrixWorld, rows: readonly Row[]): Promise<Row[]> {
  const { document, variables, sees, together } = lookOf(rows[0]!.label);
  const found = rows.map((row) => ({ ...row, cells: {} as Row['cells'] }));
  await everybody(async (persona) => {
    const cases = rows.map((row) => caseOf(world, persona, placeOf(row.where)));
    const answers = cases.map((c, at) => (together && at > 0 ? null : answerOf(world, document, variables(c, cases), persona)));
    for (const [at, c] of cases.entries()) {
      const said = (await (answers[at] ?? answers[0]))!;
      found[at]!.cells[persona] = 'refused' in said ? said.refused : sees(said.answer, c) ? 'S' : '-';
    }
  });
  return found;
}

/** Plays every row about root queries. */
export function testQueries(world: () => MatrixWorld): void {
  test('every query has rows, and no row speaks of what is gone', () => {
    expect([...new Set(QUERY_ROWS.map(({ name }) => name))].sort(), 'rows in test/matrix/expectations').toEqual(
      queryNames().sort(),
    );
  });

  for (const name of queryNames()) {
    test(name, async () => {
      const expected = QUERY_ROWS.filter((row) => row.name === name);
      const found = [];
      for (const label of new Set(expected.map((row) => row.label))) {
        found.push(
          ...(await look(
            world(),
            expected.filter((row) => row.label === label),
          )),
        );
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
    expect([...new Set(NODE_ROWS.map(({ name }) => name))].sort(), 'rows in test/matrix/expectations').toEqual(types);
    expect(Object.keys(SAMPLES).sort(), 'SAMPLES in test/matrix/reads.ts').toEqual(types);
    expect(Object.keys(WITHHELD).filter((name) => !types.includes(name))).toEqual([]);
  });

  for (const type of nodeTypes()) {
    test(type.name, async () => {
      const expected = NODE_ROWS.filter((row) => row.name === type.name);
      const notes: Record<string, string> = {};
      const all = await everythingSeen(world(), type);
      const seen = expected.map((row) => cellsOf((persona) => fullnessIn(all[persona], placeOf(row.where))));
      const found = expected.map((row, at) => {
        const most = fullnessOf(...Object.values(seen[at]!).filter((one) => typeof one === 'object'));
        const letter = (persona: Persona) => letterFor(type.name, withheldFrom(seen[at]![persona], most), notes);
        return { ...row, cells: Object.fromEntries(PERSONA_CODES.map((code) => [code, letter(code)])) as Row['cells'] };
      });
      expect(`\n${writeTable(found)}\n`).toBe(`\n${writeTable(expected)}\n`);
      // A note that nothing bears out, or that says something else, is as wrong as a cell.
      expect(notes).toEqual(WITHHELD[type.name] ?? {});
    });
  }
}

function cellsOf<T>(of: (persona: Persona) => T): Record<Persona, T> {
  return Object.fromEntries(PERSONA_CODES.map((code) => [code, of(code)])) as Record<Persona, T>;
}

/** How much somebody saw of the sample of a place; a letter where it was nothing. */
function fullnessIn(seen: Seen, place: PlaceName): Fullness | string {
  if ('refused' in seen) return seen.refused;
  const object = seen[place][0];
  return object ? fullnessOf(object) : '-';
}

/** The letter of a cell: S where all is seen, else the number of the note that says what is withheld. */
function letterFor(type: string, withheld: string, notes: Record<string, string>): string {
  if (!withheld.startsWith(':')) return withheld;
  const fields = withheld.slice(1);
  if (fields === '') return 'S';
  const told = Object.entries({ ...WITHHELD[type], ...notes }).find(([, known]) => known === fields);
  const number = told?.[0] ?? String(Object.keys({ ...WITHHELD[type], ...notes }).length + 1);
  notes[number] = fields;
  return number;
}
