import { type GraphQLResolveInfo } from 'graphql';
import { sql } from 'kysely';
import { argumentsOf, collect, namedObject, type Asked, type Selection } from './collect.ts';
import { fieldSeen, kindOf, jsonValue, seenOr } from './columns.ts';
import { type FieldRule, type Read } from './define-read.ts';
import { namedJson } from './named.ts';
import { orderBy, stepsOn } from './order.ts';
import { pageJson } from './page.ts';
import { readOfRelation, relatedTo } from './relations.ts';
import { readNamed } from './models.ts';
import { tableOf, type Alias } from './scope.ts';
import { finishList, finishObject, type Shape } from './shape.ts';
import { and, jsonObject, truth, type Condition } from './sql.ts';

const CONNECTION = /Connection$/;

/** One row as a JSON object of what was asked of it, relations nested to any depth. */
export function rowJson(t: Alias, read: Read, selection: Selection, info: GraphQLResolveInfo): Shape {
  const shapes = [...selection.values()]
    .filter((asked) => asked.field)
    .map((asked) => [asked.key, fieldJson(t, read, asked, info)] as const);
  return {
    json: jsonObject(shapes.map(([key, shape]) => [key, shape.json])),
    finish: finishObject(shapes.map(([key, shape]) => [key, shape.finish])),
  };
}

function fieldJson(t: Alias, read: Read, asked: Asked, info: GraphQLResolveInfo): Shape {
  const type = namedObject(asked.field?.type);
  if (type && CONNECTION.test(type.name)) return listPage(t, read, asked, info);
  if (type && readNamed(type.name)) return isList(asked) ? listJson(t, read, asked, info) : oneJson(t, read, asked, info);
  const names = read.fields?.[asked.name]?.names;
  return names ? namedJson(t, names(t as never), asked, info, rowJson) : valueJson(t, read, asked);
}

function isList(asked: Asked): boolean {
  return String(asked.field?.type).startsWith('[');
}

/** A plain column, a computed value, or facts to be judged when they have come back. */
function valueJson(t: Alias, read: Read, asked: Asked): Shape {
  const rule: FieldRule<object> | undefined = read.fields?.[asked.name];
  const { op } = t.scope;
  const hidden = rule?.hidden ?? sql`null`;
  if (rule?.needs && rule.resolve) {
    const resolve = rule.resolve;
    return {
      json: seenOr(t, read, asked.name, rule.needs(t as never, op), hidden),
      finish: (facts: unknown) => (facts === null ? null : resolve(facts as never, op.viewer, op)),
    };
  }
  const kind = kindOf(t, read, asked.name);
  const value = jsonValue(rule?.sql ? rule.sql(t as never, op) : t(asked.name as never), kind);
  return { json: seenOr(t, read, asked.name, value, hidden), finish: null };
}

/** The one row a relation leads to, as far as the viewer sees it; else null. */
function oneJson(t: Alias, read: Read, asked: Asked, info: GraphQLResolveInfo): Shape {
  const { row, shape, condition } = other(t, read, asked, info);
  return { json: sql`(select ${shape.json} from ${tableOf(row)} where ${truth(condition)})`, finish: shape.finish };
}

/** All rows a relation leads to, as far as the viewer sees them, in the order declared for it. */
function listJson(t: Alias, read: Read, asked: Asked, info: GraphQLResolveInfo): Shape {
  const { row, target, shape, condition } = other(t, read, asked, info);
  const declared = read.relations?.[asked.name]?.order ?? target.listed ?? [];
  const steps = stepsOn(row, target, [...declared, ['id', 'ASC']]);
  const json = sql`(select coalesce(json_agg(${shape.json} order by ${orderBy(steps)}), '[]') from ${tableOf(row)} where ${truth(condition)})`;
  return { json, finish: finishList(shape.finish) };
}

function other(
  t: Alias,
  read: Read,
  asked: Asked,
  info: GraphQLResolveInfo,
): { row: Alias; target: Read; shape: Shape; condition: Condition } {
  const target = readOfRelation(t, read, asked.name);
  const row = t.scope.alias(target.entity);
  const type = namedObject(asked.field?.type);
  if (!type) throw new Error(`${read.name}.${asked.name} is no object`);
  const condition = and(fieldSeen(t, read, asked.name), relatedTo(t, read, asked.name, row));
  return { row, target, shape: rowJson(row, target, collect(type, asked.nodes, info), info), condition };
}

/** A nested connection: a page of its own, in the same statement. */
function listPage(t: Alias, read: Read, asked: Asked, info: GraphQLResolveInfo): Shape {
  const type = namedObject(asked.field?.type);
  if (!type) throw new Error(`${read.name}.${asked.name} is no object`);
  const target = readOfRelation(t, read, asked.name);
  return pageJson({
    scope: t.scope,
    read: target,
    args: argumentsOf(asked, info),
    own: read.relations?.[asked.name]?.order,
    where: (row) => and(fieldSeen(t, read, asked.name), relatedTo(t, read, asked.name, row)),
    selection: collect(type, asked.nodes, info),
    rowJson,
    field: `${read.name}.${asked.name}`,
    info,
  });
}
