import { ResourceRole } from '@gatehouse/schema/catalog/resource-role.entity';
import { Resource } from '@gatehouse/schema/catalog/resource.entity';
import { CatalogResource } from '@gatehouse/schema/catalog/catalog-resource.entity';
import { AccessPackageRole } from '@gatehouse/schema/catalog/access-package-role.entity';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { newId } from '@gatehouse/schema/shared/ids';
import { slices } from '../batches.ts';
import { recordAll } from '../evidence.ts';
import type { OnProblem } from '../problem.ts';
import type { ImportSession } from '../session.ts';
import type { Home } from './home.ts';

/** The one right that an imported resource has. */
const ROLE = { name: 'Member', externalId: 'member' } as const;
/** Fewer than of other rows: each is five rows of its own. */
const PACKAGES_AT_ONCE = 500;

const TABLE = `
  create temporary table import_package (
    code text collate "C" primary key,
    folded text generated always as (lower(code)) stored,
    package_id text collate "C"
  );
  insert into import_package (code) select distinct resource from import_decision;
  create index on import_package (folded);
  analyze import_package;`;

/**
 * Finds the package of each resource that the file names: one of the catalog that gives a right on it, whatever its name is by
 * now. Resources whose name another package has are listed, with every row about them.
 * @returns the resources that have no package yet
 */
export async function findPackages(
  session: ImportSession,
  { catalogId, connectorId }: Home,
  onProblem: OnProblem,
): Promise<string[]> {
  await session.run(TABLE);
  await session.run(
    `update import_package i set package_id = found.id from (
       select r.external_id as code, min(p.id) as id
       from access_package p
       join access_package_role pr on pr.access_package_id = p.id
       join resource_role rr on rr.id = pr.resource_role_id
       join resource r on r.id = rr.resource_id
       where p.catalog_id = $1 and r.connector_id = $2
       group by r.external_id) found
     where found.code = i.code`,
    [catalogId, connectorId],
  );
  await leaveOutNamesakes(session, catalogId, onProblem);
  const missing = await session.rows<{ code: string }>('select code from import_package where package_id is null order by code');
  return missing.map(({ code }) => code);
}

/** Names of packages are unique in their catalog, upper and lower case being the same. */
async function leaveOutNamesakes(session: ImportSession, catalogId: string | null, onProblem: OnProblem): Promise<void> {
  const left = await session.rows<{ line: number; code: string }>(
    `with namesakes as (
       delete from import_package i where i.package_id is null and (
         exists (select 1 from access_package p where p.catalog_id = $1 and lower(p.name) = i.folded)
         or exists (select 1 from import_package o where o.folded = i.folded and o.code < i.code and o.package_id is null))
       returning i.code)
     delete from import_decision d using namesakes n where d.resource = n.code returning d.line, n.code`,
    [catalogId],
  );
  for (const { line, code } of left.sort((a, b) => a.line - b.line)) {
    onProblem({ line, reason: `The catalog has another package that is named like "${code}".` });
  }
}

/** Makes a package for each of these resources, with the resource and its right where they are missing. Nobody may ask for it yet: history makes no policy. */
export async function makePackages(
  session: ImportSession,
  home: Record<keyof Home, string>,
  codes: readonly string[],
  options: { now: Date; reached: (done: number) => void },
): Promise<void> {
  let done = 0;
  for (const some of slices(codes, PACKAGES_AT_ONCE)) {
    await session.batch(() => makeSome(session, home, some, options.now));
    options.reached((done += some.length));
  }
}

async function makeSome(
  session: ImportSession,
  home: Record<keyof Home, string>,
  codes: readonly string[],
  now: Date,
): Promise<void> {
  const { catalogId, connectorId } = home;
  // As everybody does who changes what a catalog holds.
  await session.run('select 1 from catalog where id = $1 for no key update', [catalogId]);
  const resources = await makeResources(session, connectorId, codes, now);
  const added = await session.rows<{ id: string }>(
    `insert into catalog_resource (id, created_at, catalog_id, resource_id)
     select n.id, $1, $2, r.id from unnest($4::text[], $5::text[]) as n(id, code)
     join resource r on r.connector_id = $3 and r.external_id = n.code
     on conflict do nothing returning resource_id as id`,
    [now, catalogId, connectorId, codes.map(() => newId(CatalogResource)), codes],
  );
  const packages = codes.map(() => newId(AccessPackage));
  await session.run(
    `insert into access_package (id, created_at, updated_at, catalog_id, name, hidden)
     select n.id, $1, $1, $2, n.code, false from unnest($3::text[], $4::text[]) as n(id, code)`,
    [now, catalogId, packages, codes],
  );
  await session.run(
    `insert into access_package_role (id, created_at, access_package_id, resource_role_id)
     select n.id, $1, n.package_id, rr.id from unnest($3::text[], $4::text[], $5::text[]) as n(id, package_id, code)
     join resource r on r.connector_id = $2 and r.external_id = n.code
     join resource_role rr on rr.resource_id = r.id and rr.external_id = $6 and rr.mode = 'ACTIVE'`,
    [now, connectorId, codes.map(() => newId(AccessPackageRole)), packages, codes, ROLE.externalId],
  );
  await session.run(
    'update import_package i set package_id = n.id from unnest($1::text[], $2::text[]) as n(id, code) where n.code = i.code',
    [packages, codes],
  );
  await recordAll(session, now, [
    ...resources.map((id) => ({
      action: 'resource.created' as const,
      subject: { type: 'Resource', id },
      details: { connectorId, kind: 'APPLICATION' },
    })),
    ...added.map(({ id }) => ({ action: 'catalog.resource_added' as const, subject: { type: 'Resource', id }, catalogId })),
    ...packages.map((id) => ({
      action: 'access_package.created' as const,
      subject: { type: 'AccessPackage', id },
      accessPackageId: id,
      catalogId,
    })),
  ]);
}

/** @returns the ids of those that were made; a resource that the directory had already is taken as it is */
async function makeResources(
  session: ImportSession,
  connectorId: string,
  codes: readonly string[],
  now: Date,
): Promise<string[]> {
  const made = await session.rows<{ id: string }>(
    `insert into resource (id, created_at, updated_at, connector_id, kind, external_id, name)
     select n.id, $1, $1, $2, 'APPLICATION', n.code, n.code from unnest($3::text[], $4::text[]) as n(id, code)
     on conflict (connector_id, external_id) do nothing returning id`,
    [now, connectorId, codes.map(() => newId(Resource)), codes],
  );
  await session.run(
    `insert into resource_role (id, created_at, resource_id, name, external_id)
     select n.id, $1, r.id, $2, $3 from unnest($5::text[], $6::text[]) as n(id, code)
     join resource r on r.connector_id = $4 and r.external_id = n.code
     on conflict (resource_id, external_id, mode) do nothing`,
    [now, ROLE.name, ROLE.externalId, connectorId, codes.map(() => newId(ResourceRole)), codes],
  );
  return made.map(({ id }) => id);
}
