import { PERSONA_CODES, type Persona } from './cast.ts';
import { PLACES, type PlaceName } from './places.ts';

/** Where a row asks: in one of the three places, or `*` where there is no whose. */
export type Where = PlaceName | '*';

/** One line of a table of expectations: what happens to everybody who tries this there. */
export interface Row {
  /** A root field or type, and in brackets how, where it is asked for more than once. */
  label: string;
  /** The label without what stands in brackets. */
  name: string;
  where: Where;
  cells: Record<Persona, string>;
}

const LINE = /^(?:(\w+(?: \([^)]*\))?)\s+)?(\*|own|sibling|foreign)\s+(\S.*)$/;

/**
 * Reads a table of expectations. Its first line names the columns; a line without a name goes on with the last one. Each
 * name has one row (`*`), or one for each place.
 * @throws Error where it is not well formed
 */
export function readTable(text: string): Row[] {
  const [head = '', ...lines] = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (head.split(/\s+/).join() !== PERSONA_CODES.join()) throw new Error(`The columns must be: ${PERSONA_CODES.join(' ')}`);
  let label = '';
  const rows = lines.map((line) => {
    const [, named, where, rest = ''] = LINE.exec(line) ?? [];
    label = named ?? label;
    const values = rest.split(/\s+/);
    if (!where || values.length !== PERSONA_CODES.length)
      throw new Error(`Not a row of ${PERSONA_CODES.length} columns: ${line}`);
    const cells = Object.fromEntries(PERSONA_CODES.map((code, at) => [code, values[at]])) as Row['cells'];
    return { label, name: label.split(' ')[0]!, where: where as Where, cells };
  });
  for (const named of new Set(rows.map((row) => row.label))) demandPlaces(named, rows);
  return rows;
}

/** What has an owner is asked in every place. */
function demandPlaces(label: string, rows: readonly Row[]): void {
  const where = rows.filter((row) => row.label === label).map((row) => row.where);
  if (where.join() !== '*' && where.join() !== PLACES.join()) {
    throw new Error(`${label} needs one row (*) or a row for each of: ${PLACES.join(', ')}`);
  }
}

/** Writes rows as such a table; what a failing test prints can be read, judged, and put in its place. */
export function writeTable(rows: readonly Pick<Row, 'label' | 'where' | 'cells'>[]): string {
  const width = Math.max(0, ...rows.map(({ label }) => label.length));
  const line = (label: string, where: string, cells: readonly string[]) =>
    `${label.padEnd(width)}  ${where.padEnd(7)}  ${cells.map((cell) => cell.padEnd(3)).join(' ')}`.trimEnd();
  let last = '';
  const body = rows.map(({ label, where, cells }) => {
    const shown = label === last ? '' : label;
    last = label;
    return line(
      shown,
      where,
      PERSONA_CODES.map((code) => cells[code]),
    );
  });
  return [line('', '', PERSONA_CODES), ...body].join('\n');
}

/** The places behind a row: `*` is played in one's own. */
export function placeOf(where: Where): PlaceName {
  return where === '*' ? PLACES[0] : where;
}
