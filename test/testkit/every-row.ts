import { type TestApp } from './app.ts';

/** What stands in every table, those of the work queue too, as whoever stole a dump reads it: JSON by the table's name. */
export async function everyRow({ app }: Pick<TestApp, 'app'>): Promise<Map<string, string>> {
  const em = app.orm.em.fork();
  const tables = await em.execute<{ name: string }[]>(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const found = new Map<string, string>();
  for (const { name } of tables) found.set(name, JSON.stringify(await em.execute(`select * from ${name}`)));
  return found;
}
