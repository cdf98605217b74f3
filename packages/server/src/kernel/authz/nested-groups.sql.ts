import { sql } from 'kysely';
import { type Sql } from '../read/sql.ts';

/**
 * The one walk of groups in groups. `union` without `all` ends it where groups nest in a circle, which the rules refuse and an
 * import could still bring.
 */
const WAYS = {
  down: { next: 'm.member_group_id', by: 'group_member m on m.group_id = walked.group_id where m.member_group_id is not null' },
  up: { next: 'm.group_id', by: 'group_member m on m.member_group_id = walked.group_id' },
} as const;

/**
 * `name(…carried, group_id)`, to stand after `with recursive`: the groups of the seed and every group nested in them.
 * @param seed a query of the carried columns and ids of groups, none of them null
 * @param carried columns that each group hands on to what is nested in it
 */
export function nestedGroups(name: string, seed: Sql, carried: readonly string[] = []): Sql {
  return walk('down', name, seed, carried);
}

/** As `nestedGroups`: the groups of the seed and every group they are nested in. */
export function groupsAbove(name: string, seed: Sql, carried: readonly string[] = []): Sql {
  return walk('up', name, seed, carried);
}

function walk(way: keyof typeof WAYS, name: string, seed: Sql, carried: readonly string[]): Sql {
  return sql`${sql.raw(head(name, carried))} (${seed} union ${sql.raw(step(way, name, carried))})`;
}

const head = (name: string, carried: readonly string[]) => `${name}(${[...carried, 'group_id'].join(', ')}) as`;

const step = (way: keyof typeof WAYS, name: string, carried: readonly string[]) =>
  `select ${[...carried.map((column) => `walked.${column}`), WAYS[way].next].join(', ')} from ${name} walked join ${WAYS[way].by}`;
