import pg from 'pg';

/** How many people from outside there are, and how much is open to them. */
export interface GuestsSize {
  organizations: number;
  domains: number;
  guests: number;
  packages: number;
}

const id = (kind: string, n: string) => `'${kind}_' || lpad((${n})::text, 26, '0')`;

/** Each organization has four domains, a sponsor and forty guests; every fourth guest has lost their access in the last month or does so in the next. */
const fill = ({ organizations, domains, guests, packages }: GuestsSize, at: string) => [
  `insert into connected_organization (id, created_at, updated_at, name) select ${id('org', 'n')}, ${at}, ${at}, 'Organization ' || n from generate_series(1, ${organizations}) n`,
  `insert into organization_domain (id, created_at, organization_id, domain)
     select ${id('ogd', 'n')}, ${at}, ${id('org', `1 + n % ${organizations}`)}, 'domain' || n || '.example' from generate_series(1, ${domains}) n`,
  `insert into app_user (id, created_at, updated_at, kind, name, email, email_proved_at, organization_id, governed)
     select ${id('usr', 'n')}, ${at}, ${at}, 'GUEST', 'Guest ' || n, 'guest' || n || '@domain' || (1 + n % ${organizations}) || '.example', ${at}, ${id('org', `1 + n % ${organizations}`)}, true
     from generate_series(1, ${guests}) n`,
  `insert into principal (id, created_at, user_id) select ${id('prn', 'n')}, ${at}, ${id('usr', 'n')} from generate_series(1, ${guests}) n`,
  `insert into organization_sponsor (id, created_at, organization_id, kind, user_id)
     select ${id('ogs', 'n')}, ${at}, ${id('org', `1 + n % ${organizations}`)}, 'EXTERNAL', ${id('usr', 'n')} from generate_series(1, ${organizations}) n`,
  `insert into guest_lifecycle (id, created_at, user_id, access_until)
     select ${id('glc', 'n')}, ${at}, ${id('usr', 'n')}, case when n % 4 = 0 then ${at} + ((n % 60) - 30) * interval '1 day' when n % 4 = 1 then ${at} + interval '1 year' end
     from generate_series(1, ${guests}) n`,
  `insert into catalog (id, created_at, updated_at, name, externally_visible) select ${id('cat', 'n')}, ${at}, ${at}, 'Catalog ' || n, true from generate_series(1, 50) n`,
  `insert into access_package (id, created_at, updated_at, catalog_id, name, description, hidden)
     select ${id('pkg', 'n')}, ${at}, ${at}, ${id('cat', '1 + n % 50')}, 'Package ' || n, 'What it gives', false from generate_series(1, ${packages}) n`,
  `insert into assignment_policy (id, created_at, updated_at, access_package_id, current_version_id, name, state)
     select ${id('pol', 'n')}, ${at}, ${at}, ${id('pkg', 'n')}, ${id('plv', 'n')}, 'Policy', 'ENABLED' from generate_series(1, ${packages}) n`,
  `insert into assignment_policy_version (id, created_at, policy_id, number, scope, self_add, self_extend, self_remove, expiration, near_expiry_notices)
     select ${id('plv', 'n')}, ${at}, ${id('pol', 'n')}, 1, case when n % 10 = 0 then 'ALL_EXTERNAL' else 'SPECIFIC_ORGANIZATIONS' end, true, true, true, 'NEVER', '{}' from generate_series(1, ${packages}) n`,
  `insert into policy_party (id, created_at, policy_version_id, part, organization_id)
     select ${id('ppa', 'n')}, ${at}, ${id('plv', `1 + n % ${packages}`)}, 'SCOPE', ${id('org', `1 + n % ${organizations}`)} from generate_series(1, ${20 * packages}) n
     where (1 + n % ${packages}) % 10 <> 0`,
];

/**
 * Fills an empty database with organizations and their guests, in few statements.
 * @param adminUrl of a superuser, in that database: keys and triggers are not asked
 * @param now when they stand still
 */
export async function growGuests(adminUrl: string, size: GuestsSize, now: Date): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    for (const statement of fill(size, `'${now.toISOString()}'::timestamptz`)) await client.query(statement);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}
