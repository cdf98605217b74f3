import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PERSONA_CODES } from './cast.ts';
import { EMPTY } from './expectations/empty-fields.ts';
import { fieldReaders, nobody, type FieldReaders } from './field-readers.ts';
import { allFields, readableFields, type FieldName } from './fields.ts';
import { type MatrixWorld } from './matrix-world.ts';

const FILE = new URL('./expectations/fields.txt', import.meta.url);
const FILL = 'Fill them in the world of the matrix, or name them with a reason in expectations/empty-fields.ts.';
const ACKNOWLEDGE =
  'Where that is meant: GATEHOUSE_REWRITE_FIELDS=1 npm test -- matrix, and look at what changed in test/matrix/expectations/fields.txt.';

/** Compares who reads which field with what stands written; it changes nothing. */
export function testFields(world: () => MatrixWorld): void {
  test('6.8 every field of every type is read by those alone who are listed with it', async () => {
    const found = written(await fieldReaders(world()));
    if (process.env.GATEHOUSE_REWRITE_FIELDS) writeFileSync(FILE, found);
    const [before, after] = [readFileSync(FILE, 'utf8'), found].map(rowsByField);
    const fields = [...new Set([...before!.keys(), ...after!.keys()])];
    const changes = fields.flatMap((field) => changeOf(field, before!.get(field), after!.get(field)));
    expect(changes, ACKNOWLEDGE).toEqual([]);
  });

  test('6.8 the world fills every field that somebody might read', async () => {
    const readers = await fieldReaders(world());
    const empty = readableFields().filter((field) => !readers.has(field));
    expect(
      empty.filter((field) => !(field in EMPTY)),
      FILL,
    ).toEqual([]);
    expect(
      Object.keys(EMPTY).filter((field) => !empty.includes(field as FieldName)),
      'Exceptions that are none',
    ).toEqual([]);
  });
}

/** What changed about a field, in words. */
function changeOf(field: string, before: string | undefined, after: string | undefined): string[] {
  if (before === after) return [];
  if (before === undefined) return [`${field} is new; it is read by: ${readersIn(after!)}`];
  if (after === undefined) return [`${field} is gone`];
  const [was, is] = [before, after].map((row) => row.split(/\s+/));
  const moved = PERSONA_CODES.flatMap((code, at) => (was![at] === is![at] ? [] : [`${code} ${was![at]} -> ${is![at]}`]));
  return [`${field} is read by others than before: ${moved.join(', ')}`];
}

function readersIn(row: string): string {
  const cells = row.split(/\s+/);
  const readers = PERSONA_CODES.flatMap((code, at) => (cells[at] && cells[at] !== '-' ? [`${code} ${cells[at]}`] : []));
  return readers.join(', ') || 'nobody';
}

function rowsByField(text: string): Map<string, string> {
  const rows = text.split('\n').flatMap((line) => {
    const [, field, cells] = /^(\w+\.\w+)\s*(.*?)\s*$/.exec(line) ?? [];
    return field ? [[field, cells!] as const] : [];
  });
  return new Map(rows);
}

const HEAD = `Which field is read by whom: every field of every type of the schema, and for everybody of the matrix (cast.ts) where they read
something in it: o among one's own, s in the sibling catalog, f in the foreign one (places.ts), - nowhere.
A field without cells is no object's own: it comes with the answer of a change, a live event, a refusal or a page.
Written by: GATEHOUSE_REWRITE_FIELDS=1 npm test -- matrix. Each changed line is a decision about who may read what: judge it.
`;

function written(readers: FieldReaders): string {
  const fields = allFields().sort();
  const readable = new Set(readableFields());
  const width = Math.max(...fields.map(({ length }) => length));
  const line = (name: string, cells: readonly string[]) =>
    `${name.padEnd(width)}  ${cells.map((cell) => cell.padEnd(3)).join(' ')}`.trimEnd();
  const body = fields.map((field) => {
    const cells = readers.get(field) ?? nobody();
    return line(field, readable.has(field) ? PERSONA_CODES.map((code) => cells[code]) : []);
  });
  return `${[HEAD, line('', PERSONA_CODES), ...body].join('\n')}\n`;
}
