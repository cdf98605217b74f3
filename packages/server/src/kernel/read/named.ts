import { getNamedType, isAbstractType, type GraphQLResolveInfo } from 'graphql';
import { sql } from 'kysely';
import { collect, type Asked } from './collect.ts';
import { readNamed } from './models.ts';
import { type RowJson } from './page.ts';
import { visible } from './relations.ts';
import { tableOf, type Alias } from './scope.ts';
import { type Row, type Shape } from './shape.ts';
import { and, truth, type Sql } from './sql.ts';
import { withType } from './typed-rows.ts';

/**
 * The row of any kind that a row names by its type and id, as far as the viewer sees it; else null. Of all the kinds there are
 * the database looks for the one that is named.
 */
export function namedJson(
  t: Alias,
  named: { type: Sql; id: Sql },
  asked: Asked,
  info: GraphQLResolveInfo,
  rowJson: RowJson,
): Shape {
  const kinds = kindsOf(asked, info).flatMap((type) => {
    const read = readNamed(type.name);
    if (!read) return [];
    const row = t.scope.alias(read.entity);
    // The viewer has its id from the row that names it.
    const seen = t.scope.byId(() => visible(row, read));
    const { json, finish } = rowJson(row, read, collect(type, asked.nodes, info), info);
    const one = sql`(select ${json} from ${tableOf(row)} where ${truth(and(sql`${row('id' as never)} = ${named.id}`, seen))})`;
    return [{ name: type.name, one, finish }];
  });
  const cases = sql.join(
    kinds.map(({ name, one }) => sql`when ${sql.lit(name)} then ${one}`),
    sql` `,
  );
  const finishOf = new Map(kinds.map(({ name, finish }) => [name, finish]));
  return {
    json: sql`json_build_array(${named.type}, case ${named.type} ${cases} end)`,
    finish: ([name, row]: [string, Row | null]) => row && withType((finishOf.get(name)?.(row as never) ?? row) as Row, name),
  };
}

function kindsOf(asked: Asked, info: GraphQLResolveInfo) {
  const type = asked.field && getNamedType(asked.field.type);
  return isAbstractType(type) ? info.schema.getPossibleTypes(type) : [];
}
