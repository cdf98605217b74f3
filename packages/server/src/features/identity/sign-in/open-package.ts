import { kindOfId } from '@gatehouse/schema/shared/ids';
import { sql } from 'kysely';
import { type App } from '../../../kernel/operation.ts';

/** A package as it is shown to whoever has its link and is not signed in. */
export interface OpenPackage {
  name: string;
  description: string | null;
}

/**
 * The package with this id, where everybody from outside may ask for it; null where not, and where there is none. A policy for some
 * organizations tells strangers nothing.
 */
export async function openPackage({ orm }: App, id: string): Promise<OpenPackage | null> {
  if (kindOfId(id) !== 'AccessPackage') return null;
  const { rows } = await sql<OpenPackage>`
    select k.name, k.description from access_package k
      join catalog c on c.id = k.catalog_id and c.state = 'PUBLISHED' and c.externally_visible
    where k.id = ${id} and k.state = 'ACTIVE' and exists (
      select 1 from assignment_policy p join assignment_policy_version v on v.id = p.current_version_id
      where p.access_package_id = k.id and p.state = 'ENABLED' and v.self_add and v.scope = 'ALL_EXTERNAL')`.execute(
    orm.em.fork().getKysely(),
  );
  return rows[0] ?? null;
}
