/**
 * Writes the tables of all entities as the first migration. Until the first release the tables change by running this
 * again (`node --import @oxc-node/core/register src/db/emit-migration.ts`); after it, a change is a file of its own.
 */
import { writeFile } from 'node:fs/promises';
import { createOrm } from './orm.ts';

const HEAD = `-- Every table with its keys, checks and indexes, written from the entities by db/emit-migration.ts.
-- What the database guards beyond that stands in the next file.
`;

const orm = await createOrm({ url: 'postgres://nobody@127.0.0.1/none', poolSize: 1, statementTimeoutMs: 0 });
const statements = await orm.schema.getCreateSchemaSQL({ wrap: false });
await writeFile(new URL('migrations/0001-tables.sql', import.meta.url), `${HEAD}\n${readable(statements)}\n`);
await orm.close(true);

/** One column per line, so that a later reader and a diff see what a table has. */
function readable(sql: string): string {
  return sql
    .trim()
    .replace(
      /^(create table "\w+") \((.*)\);$/gm,
      (_line, head: string, body: string) => `${head} (\n  ${columns(body).join(',\n  ')}\n);`,
    );
}

/** Splits the body of a table at the commas that stand in no parentheses and no quotes. */
function columns(body: string): string[] {
  const found: string[] = [];
  let [depth, quoted, start] = [0, false, 0];
  for (const [at, letter] of [...body].entries()) {
    if (letter === "'") quoted = !quoted;
    if (quoted) continue;
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (letter === ',' && depth === 0) {
      found.push(body.slice(start, at).trim());
      start = at + 1;
    }
  }
  return [...found, body.slice(start).trim()];
}
