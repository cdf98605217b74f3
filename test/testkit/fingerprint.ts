import { ENTITIES } from '@gatehouse/server/app/brought';
import { type TestApp } from './app.ts';

/** A hash per table of every row in it: the same before and after means that nothing was done, not even by half. */
export async function fingerprint({ app }: TestApp): Promise<string> {
  const em = app.orm.em.fork();
  const hashes = ENTITIES.map((entity) => {
    const { tableName } = em.getMetadata().get(entity as never);
    return `select '${tableName}' as name, md5(string_agg(r::text, '|' order by r::text)) as hash from "${tableName}" r`;
  });
  const rows = (await em.getConnection().execute(`${hashes.join(' union all ')} order by name`)) as {
    name: string;
    hash: string | null;
  }[];
  return rows.map(({ name, hash }) => `${name} ${hash ?? '-'}`).join('\n');
}
