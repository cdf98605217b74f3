import pg from 'pg';

/** How large a company is; what is not said follows from how many requests it has lived through. */
export interface CompanySize {
  requests: number;
  /** Of them, how many wait for somebody now; every one for one approver, shared out evenly. */
  open: number;
  approvers: number;
  people: number;
  packages: number;
}

/** A company that has lived for a year, and a hundredth of it: each approver has fifty requests waiting in both. */
export const GROWN = {
  requests: 1_000_000,
  open: 50_000,
  approvers: 1000,
  people: 100_000,
  packages: 5000,
} satisfies CompanySize;
export const SMALL = { requests: 10_000, open: 500, approvers: 10, people: 1000, packages: 50 } satisfies CompanySize;

const KINDS = {
  user: 'usr',
  principal: 'prn',
  group: 'grp',
  catalog: 'cat',
  package: 'pkg',
  resource: 'res',
  request: 'req',
  stage: 'stg',
} as const;

/** The id of the nth of a kind in a grown company; the approvers are the first of its people. */
export function nth(kind: keyof typeof KINDS, n: number): string {
  return `${KINDS[kind]}_${String(n).padStart(26, '0')}`;
}

/** The catalogs of a grown company: as many, whatever its size. */
export const CATALOGS = 50;
const GROUPS = 200;

/**
 * Fills an empty database with a company of this size, in statements of a million rows each. Every person is in one group; four of ten
 * packages are for one group, five for all members, one for nobody. Every request has one stage with one approver, and events.
 * @param adminUrl of a superuser, in that database: keys and triggers are not asked
 * @param now when the company stands still; its requests go back from there, one every half minute
 */
export async function growCompany(adminUrl: string, size: CompanySize, now: Date): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(
      `set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '256MB'`,
    );
    await client.query(`create function pg_temp.id(kind text, n bigint) returns text language sql immutable as
      $$ select kind || '_' || lpad(n::text, 26, '0') $$`);
    // Indexes are made at the end, in one go each; those that are keys stay.
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(`
      select indexname as name, indexdef as definition from pg_indexes
      where schemaname = 'public' and tablename in ('access_request', 'approval_stage', 'stage_approver', 'decision', 'audit_event')
        and not exists (select 1 from pg_constraint where conname = indexname)`);
    for (const { name } of indexes) await client.query(`drop index "${name}"`);
    for (const statement of statements(size, `timestamptz '${now.toISOString()}'`)) await client.query(statement);
    for (const { definition } of indexes) await client.query(definition);
    await client.query('vacuum (analyze)');
  } finally {
    await client.end();
  }
}

function statements({ requests, open, approvers, people, packages }: CompanySize, now: string): string[] {
  const id = (kind: string, n = 'n') => `pg_temp.id('${kind}', ${n})`;
  const rows = (count: number) => `from generate_series(1, ${count}) n`;
  /** Every so many-th request waits; those who ask are not those who decide. */
  const waits = requests / open;
  const target = `${approvers} + 1 + n % ${people - approvers}`;
  const packageOf = `1 + (n / ${waits}) % ${packages}`;
  const approver = `1 + (n / ${waits}) % ${approvers}`;
  const past = `1 + n % ${approvers}`;
  const isOpen = `n % ${waits} = 0`;
  const asked = `${now} - n * interval '30 seconds'`;
  const made = `created_at, updated_at, version`;
  const long = `${now} - interval '2 years', ${now} - interval '2 years', 1`;
  const first = `${now} - interval '2 years'`;
  return [
    `insert into app_user (id, ${made}, kind, name, email, department, manager_id)
     select ${id('usr')}, ${long}, 'MEMBER', 'Person ' || n, 'person' || n || '@grown.example', 'Department ' || n % 40,
       case when n > ${approvers} then ${id('usr', past)} end ${rows(people)}`,
    `insert into principal (id, created_at, user_id) select ${id('prn')}, ${first}, ${id('usr')} ${rows(people)}`,
    `insert into app_group (id, ${made}, name) select ${id('grp')}, ${long}, 'Group ' || n ${rows(GROUPS)}`,
    `insert into group_member (id, created_at, group_id, user_id)
     select ${id('gmb')}, ${first}, ${id('grp', `1 + n % ${GROUPS}`)}, ${id('usr')} ${rows(people)}`,
    `insert into catalog (id, ${made}, name) select ${id('cat')}, ${long}, 'Catalog ' || n ${rows(CATALOGS)}`,
    `insert into connector (id, ${made}, name, kind, is_default, settings)
     select ${id('con')}, ${long}, 'Grown directory', 'directory', false, '{}' ${rows(1)}`,
    `insert into resource (id, ${made}, connector_id, kind, external_id, name, description)
     select ${id('res')}, ${long}, ${id('con', '1')}, 'APPLICATION', 'app-' || n, 'Application ' || md5(n::text), 'Of department ' || n % 40
     ${rows(packages)}`,
    `insert into catalog_resource (id, created_at, catalog_id, resource_id)
     select ${id('crs')}, ${first}, ${id('cat', `1 + n % ${CATALOGS}`)}, ${id('res')} ${rows(packages)}`,
    `insert into resource_role (id, created_at, resource_id, name, external_id)
     select ${id('rrl')}, ${first}, ${id('res')}, 'User', 'user' ${rows(packages)}`,
    `insert into access_package (id, ${made}, catalog_id, name, description, hidden)
     select ${id('pkg')}, ${long}, ${id('cat', `1 + n % ${CATALOGS}`)}, 'Package ' || md5(n::text) || ' ' || n, 'What department ' || n % 40 || ' needs', false
     ${rows(packages)}`,
    `insert into access_package_role (id, created_at, access_package_id, resource_role_id)
     select ${id('pkr')}, ${first}, ${id('pkg')}, ${id('rrl')} ${rows(packages)}`,
    `insert into assignment_policy (id, ${made}, access_package_id, name, current_version_id)
     select ${id('pol')}, ${long}, ${id('pkg')}, 'Policy', ${id('plv')} ${rows(packages)}`,
    `insert into assignment_policy_version
       (id, created_at, policy_id, number, scope, self_add, self_extend, self_remove, expiration, near_expiry_notices)
     select ${id('plv')}, ${first}, ${id('pol')}, 1,
       case when n % 10 < 4 then 'SPECIFIC_USERS_AND_GROUPS' when n % 10 < 9 then 'ALL_MEMBERS' else 'NOBODY' end,
       true, true, true, 'NEVER', '{}' ${rows(packages)}`,
    `insert into policy_party (id, created_at, policy_version_id, part, group_id)
     select ${id('ppt')}, ${first}, ${id('plv')}, 'SCOPE', ${id('grp', `1 + n % ${GROUPS}`)} ${rows(packages)} where n % 10 < 4`,
    `insert into policy_stage (id, created_at, policy_version_id, occasion, "order", reminders)
     select ${id('pls')}, ${first}, ${id('plv')}, 'ADD', 1, '{}' ${rows(packages)}`,
    `insert into policy_question (id, created_at, policy_version_id, "order", kind, text, text_translations, required)
     select ${id('qst')}, ${first}, ${id('plv')}, 1, 'SHORT_TEXT', 'What is it for?', '{}', false ${rows(packages)}`,
    `insert into access_request
       (id, ${made}, type, state, requester_id, target_id, access_package_id, policy_id, policy_version_id, justification, closed_at)
     select ${id('req')}, ${asked}, ${asked}, 1, 'USER_ADD', case when ${isOpen} then 'PENDING_APPROVAL' else 'DELIVERED' end,
       ${id('usr', target)}, ${id('usr', target)}, ${id('pkg', packageOf)}, ${id('pol', packageOf)}, ${id('plv', packageOf)},
       'I need it for my work.', case when not (${isOpen}) then ${asked} end ${rows(requests)}`,
    `insert into request_answer (id, created_at, request_id, question_id, "values")
     select ${id('ans')}, ${asked}, ${id('req')}, ${id('qst', packageOf)}, array['For answer ' || n] ${rows(requests)} where ${isOpen}`,
    `insert into approval_stage (id, ${made}, request_id, "order", state, definition_id, opened_at, decide_by, closed_at)
     select ${id('stg')}, ${asked}, ${asked}, 1, ${id('req')}, 1, case when ${isOpen} then 'OPEN' else 'APPROVED' end,
       ${id('pls', packageOf)}, ${asked}, ${asked} + interval '2 years', case when not (${isOpen}) then ${asked} end ${rows(requests)}`,
    `insert into stage_approver (id, created_at, stage_id, user_id, role, kind, waiting_since)
     select ${id('sap')}, ${asked}, ${id('stg')}, case when ${isOpen} then ${id('usr', approver)} else ${id('usr', past)} end,
       'PRIMARY', 'USER', case when ${isOpen} then ${asked} end ${rows(requests)}`,
    `insert into decision (id, created_at, stage_id, by_id, decision, at)
     select ${id('dec')}, ${asked}, ${id('stg')}, ${id('usr', past)}, 'APPROVE', ${asked} ${rows(requests)} where not (${isOpen})`,
    ...events({ requests, isOpen, asked, target, packageOf, past, id, rows }),
  ];
}

/** Evidence: each request was submitted by whoever asked, and every fourth that is over was decided by its approver. */
function events(
  part: Record<'isOpen' | 'asked' | 'target' | 'packageOf' | 'past', string> & {
    requests: number;
    id: (kind: string, n?: string) => string;
    rows: (count: number) => string;
  },
): string[] {
  const { requests, isOpen, asked, target, packageOf, past, id, rows } = part;
  const about = `${id('req')}, ${id('usr', target)}, ${id('pkg', packageOf)}, ${id('cat', `1 + (${packageOf}) % ${CATALOGS}`)}, '{}'`;
  const columns =
    'id, created_at, at, action, actor_principal_id, subject_type, subject_id, request_id, target_id, access_package_id, catalog_id, details';
  return [
    `insert into audit_event (${columns})
     select ${id('aud')}, ${asked}, ${asked}, 'request.submitted', ${id('prn', target)}, 'AccessRequest', ${id('req')}, ${about} ${rows(requests)}`,
    `insert into audit_event (${columns})
     select ${id('aud', `${requests} + n`)}, ${asked}, ${asked}, 'approval.decided', ${id('prn', past)}, 'ApprovalStage', ${id('stg')}, ${about}
     ${rows(requests)} where not (${isOpen}) and n % 4 = 1`,
  ];
}
