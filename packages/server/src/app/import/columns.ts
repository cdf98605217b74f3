import type { CsvRow } from './csv-rows.ts';
import { isOneLine, NOT_ONE_LINE } from '@gatehouse/schema/rules/one-line';
import { ImportRefused } from './problem.ts';

/** Reads one thing out of a row; empty where there is nothing. */
export type Source = (row: CsvRow) => string;

/** Where the things of a row are found. */
export interface Columns<Field extends string> {
  fields: ReadonlyMap<Field, Source>;
  /** Custom attributes by their names. */
  attributes: ReadonlyMap<string, Source>;
}

const ATTRIBUTE = 'attribute.';
/** The most custom attributes, and the longest name of one; as the API has it. */
const MOST_ATTRIBUTES = 200;
const LONGEST_ATTRIBUTE_NAME = 200;

/**
 * Finds the column of each field: as `mapping` says, else the one that is named like the field, whatever its case, spaces and
 * underscores. A mapping is `field=column` or `field={column} {other}`, several between commas.
 * @param fields what this kind of file can have; `attributes` allows `attribute.<name>` too
 * @throws ImportRefused where the mapping names a field or a column that there is not
 */
export function findColumns<Field extends string>(
  header: readonly string[],
  mapping: readonly string[],
  fields: readonly Field[],
  options: { attributes: boolean } = { attributes: false },
): Columns<Field> {
  const found = { fields: new Map<Field, Source>(), attributes: new Map<string, Source>() };
  for (const field of fields) {
    const column = header.find((name) => alike(name) === alike(field));
    if (column) found.fields.set(field, (row) => row.fields.get(column)!);
  }
  for (const [target, from] of mapping.flatMap(pairs)) {
    const source = sourceOf(header, from);
    if (options.attributes && target.startsWith(ATTRIBUTE) && target.length > ATTRIBUTE.length) {
      found.attributes.set(target.slice(ATTRIBUTE.length), source);
    } else if (fields.includes(target as Field)) {
      found.fields.set(target as Field, source);
    } else {
      const known = [...fields, ...(options.attributes ? [`${ATTRIBUTE}<name>`] : [])].join(', ');
      throw new ImportRefused(`There is nothing named "${target}" to map a column to. There is: ${known}.`);
    }
  }
  demandFewAttributes([...found.attributes.keys()]);
  return found;
}

/** @throws ImportRefused where the file lacks one of these columns */
export function demandColumns(header: readonly string[], names: readonly string[]): void {
  for (const name of names) {
    if (header.includes(name)) continue;
    throw new ImportRefused(`The file has no column "${name}". It has: ${header.filter((column) => column !== '').join(', ')}.`);
  }
}

function alike(name: string): string {
  return name.toLowerCase().replaceAll(/[ _-]/g, '');
}

function pairs(mapping: string): [string, string][] {
  return mapping
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const at = part.indexOf('=');
      const [target, from] = [part.slice(0, at).trim(), part.slice(at + 1).trim()];
      if (at < 1 || from === '') throw new ImportRefused(`"${part.trim()}" is no mapping: write field=column.`);
      return [target, from];
    });
}

function sourceOf(header: readonly string[], from: string): Source {
  const named = [...from.matchAll(/\{([^}]*)\}/g)].map((match) => match[1]!);
  demandColumns(header, named.length > 0 ? named : [from]);
  if (named.length === 0) return (row) => row.fields.get(from)!;
  return (row) =>
    from
      .replaceAll(/\{([^}]*)\}/g, (_all, name: string) => row.fields.get(name)!)
      .replaceAll(/\s+/g, ' ')
      .trim();
}

function demandFewAttributes(names: readonly string[]): void {
  if (names.length > MOST_ATTRIBUTES) throw new ImportRefused(`A person has at most ${MOST_ATTRIBUTES} custom attributes.`);
  const odd = names.find((name) => !isOneLine(name));
  if (odd) throw new ImportRefused(`An attribute cannot be named ${JSON.stringify(odd)}. ${NOT_ONE_LINE}`);
  const long = names.find((name) => name.length > LONGEST_ATTRIBUTE_NAME);
  if (long)
    throw new ImportRefused(`The name of an attribute has at most ${LONGEST_ATTRIBUTE_NAME} characters: "${long}" has more.`);
}
