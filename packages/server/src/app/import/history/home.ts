import { Connector } from '@gatehouse/schema/catalog/connector.entity';
import { Catalog } from '@gatehouse/schema/catalog/catalog.entity';
import { NO_LEFT_OVER } from '@gatehouse/schema/rules/adoption';
import { newId } from '@gatehouse/schema/shared/ids';
import { DIRECTORY } from '../../../features/provisioning/drivers/directory/built-in.ts';
import { recordAll } from '../evidence.ts';
import type { ImportSession } from '../session.ts';

/** Where imported packages and their resources stand. Null: still to be made. */
export interface Home {
  catalogId: string | null;
  connectorId: string | null;
}

/** Finds the catalog by its name, and the connector of the built-in directory. */
export async function findHome(session: ImportSession, catalog: string): Promise<Home> {
  const [found] = await session.rows<Home & Record<string, unknown>>(
    `select (select id from catalog where lower(name) = lower($1)) as "catalogId",
       (select id from connector where kind = $2 and is_default) as "connectorId"`,
    [catalog, DIRECTORY.kind],
  );
  return found!;
}

/** Makes what is missing of it. */
export async function makeHome(session: ImportSession, home: Home, name: string, now: Date): Promise<Record<keyof Home, string>> {
  return session.batch(async () => ({
    catalogId: home.catalogId ?? (await makeCatalog(session, name, now)),
    connectorId: home.connectorId ?? (await makeConnector(session, now)),
  }));
}

async function makeCatalog(session: ImportSession, name: string, now: Date): Promise<string> {
  const id = newId(Catalog);
  await session.run('insert into catalog (id, created_at, updated_at, name, description) values ($1, $2, $2, $3, $4)', [
    id,
    now,
    name,
    'What an older system gave, as its history was imported.',
  ]);
  await recordAll(session, now, [{ action: 'catalog.created', subject: { type: 'Catalog', id }, catalogId: id }]);
  return id;
}

async function makeConnector(session: ImportSession, now: Date): Promise<string> {
  const id = newId(Connector);
  const { kind, builtIn } = DIRECTORY;
  await session.run(
    `insert into connector (id, created_at, updated_at, name, kind, is_default, left_over_for, settings)
     values ($1, $2, $2, $3, $4, true, $5, '{}')`,
    [id, now, builtIn, kind, NO_LEFT_OVER],
  );
  const details = { kind, isDefault: true };
  await recordAll(session, now, [{ action: 'connector.created', subject: { type: 'Connector', id }, details }]);
  return id;
}
