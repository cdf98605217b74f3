import { ENTITIES } from '@gatehouse/server/app/brought';
import { type EntityManager } from '@mikro-orm/postgresql';

/** What a refusal may write: the evidence that it was refused, and the record of a key. */
const BESIDE = ['audit_event', 'idempotency_record'];

/**
 * How many rows each table has and which transaction wrote the latest: the same before and after means that nothing was
 * written, changed or deleted. Far cheaper than a hash of every row.
 * @param without tables whose rows do not count; what a refusal may write, where nothing is said
 */
export async function stampOf(em: EntityManager, without: readonly string[] = BESIDE): Promise<string> {
  const names = ENTITIES.map((entity) => em.getMetadata().get(entity as never).tableName).filter(
    (name) => !without.includes(name),
  );
  const stamps = names.map(
    (name) => `'${name} ' || (select count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) from "${name}")`,
  );
  const statement = `select concat_ws(E'\\n', ${stamps.join(', ')}) as stamp`;
  const [row] = (await em.getConnection().execute(statement, [], 'all', em.getTransactionContext())) as { stamp: string }[];
  return row!.stamp;
}
