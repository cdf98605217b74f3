import pg from 'pg';
import { growGuests } from '../testkit/grown-guests.ts';
import { tokenFor } from '../testkit/token.ts';
import { median, report, rounded } from './figures.ts';
import { PlainClient } from './plain-client.ts';
import { onStage, type BenchStage } from './stage.ts';

/** Guests of five thousand organizations: who will go, and what one of them may ask for, beside statements written by hand. */
const TIMES = 30;
/** The server's code and its statements' plans are what they stay to be after some twenty times. */
const WARM_UP = 20;
const SIZE = { organizations: 5000, domains: 20_000, guests: 200_000, packages: 1000 };

const FORECAST = (step: string) =>
  `{ guestForecast(step: ${step}, first: 50) { totalCount nodes { id accessUntil user { id name email } } } }`;
const LISTED = '{ accessPackages(first: 50) { totalCount nodes { id name description } } }';

/** By hand, for this company: what the settings are is known, no group stands for anybody, and nobody is an approver. */
const goes = (days: number, more: string) => `
  with due as (select g.id, g.access_until, g.counted_from, g.user_id from guest_lifecycle g
    where g.counted_from <= now() + interval '${30 - days} days' and not g.exempt ${more}
      and not exists (select 1 from organization_sponsor s where s.user_id = g.user_id)
      and not exists (select 1 from policy_approver a where a.user_id = g.user_id)
      and not exists (select 1 from stage_approver a join approval_stage s on s.id = a.stage_id and s.state = 'OPEN' where a.user_id = g.user_id)
      and not exists (select 1 from access_request r where r.target_id = g.user_id and r.state in ('SUBMITTED', 'PENDING_APPROVAL', 'SCHEDULED', 'DELIVERING')))
  select (select count(*) from due), (select json_agg(p) from (
    select d.id, d.access_until, u.id, u.name, u.email from due d join app_user u on u.id = d.user_id order by d.counted_from, d.id limit 50) p)`;
const open = (organization: string) => `
  with mine as (select k.id, k.name, k.description from access_package k join catalog c on c.id = k.catalog_id and c.state = 'PUBLISHED' and c.externally_visible
    where k.state = 'ACTIVE' and not k.hidden and exists (select 1 from assignment_policy p join assignment_policy_version v on v.id = p.current_version_id
      where p.access_package_id = k.id and p.state = 'ENABLED' and v.self_add and (v.scope in ('ALL_EXTERNAL', 'ALL_CONFIGURED_ORGANIZATIONS')
        or v.scope = 'SPECIFIC_ORGANIZATIONS' and exists (select 1 from policy_party y where y.policy_version_id = v.id and y.organization_id = '${organization}'))))
  select (select count(*) from mine), (select json_agg(p) from (select * from mine order by name, id limit 50) p)`;

async function compare(stage: BenchStage): Promise<void> {
  const client = new pg.Client({ connectionString: stage.adminUrl });
  await client.connect();
  const server = new PlainClient(stage.server.url);
  try {
    await growGuests(stage.adminUrl, SIZE, new Date());
    const keeper = await tokenFor(stage.app, await stage.world.user({ name: 'Keeper', roles: ['ORGANIZATION_ADMINISTRATOR'] }));
    const guest = await tokenFor(stage.app, { id: `usr_${'77'.padStart(26, '0')}` });
    const unblocked = `and g.blocked_at is null and exists (select 1 from app_user u where u.id = g.user_id and u.state = 'ACTIVE')`;
    const cases = [
      { list: 'who will be blocked', by: keeper, document: FORECAST('BLOCK'), bare: goes(0, unblocked) },
      { list: 'who will be deleted', by: keeper, document: FORECAST('DELETE'), bare: goes(30, '') },
      { list: 'packages open to an outsider', by: guest, document: LISTED, bare: open(`org_${'78'.padStart(26, '0')}`) },
    ].map((one) => ({ ...one, ms: [] as number[], bareMs: [] as number[], rows: 0, total: 0 }));
    for (const one of cases) {
      // In turn, so that whatever else the machine does meets both alike.
      for (let time = -WARM_UP; time < TIMES; time += 1) {
        const began = performance.now();
        const body = await server.ask<{ data: object; errors?: unknown }>(one.by, one.document);
        const answered = performance.now();
        const { rows } = await client.query<{ count: string }>(one.bare);
        const bare = performance.now() - answered;
        if (body.errors) throw new Error(`${one.list}: ${JSON.stringify(body.errors)}`);
        const [list] = Object.values(body.data) as { totalCount: number; nodes: unknown[] }[];
        if (list!.totalCount !== Number(rows[0]!.count))
          throw new Error(`${one.list}: ${list!.totalCount}, by hand ${rows[0]!.count}`);
        [one.rows, one.total] = [list!.nodes.length, list!.totalCount];
        if (time < 0) continue;
        one.ms.push(answered - began);
        one.bareMs.push(bare);
      }
    }
    report(
      `${SIZE.organizations} organizations, ${SIZE.domains} domains, ${SIZE.guests} guests, one client; medians of ${TIMES}`,
      cases.map(({ list, ms, bareMs, rows, total }) => ({
        list,
        rows,
        of: total,
        'p50 ms': rounded(median(ms)),
        'bare SQL ms': rounded(median(bareMs)),
        ratio: rounded(median(ms) / median(bareMs)),
      })),
    );
  } finally {
    server.close();
    await client.end();
  }
}

// Lists are measured, and not beside a job that goes through fifty thousand guests who are due.
await onStage(compare, { JOBS: 'off' });
