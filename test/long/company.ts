import { type AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { type Group } from '@gatehouse/schema/identity/group.entity';
import { loadConfig } from '@gatehouse/server/kernel/config/config';
import { composeApp, disposeApp } from '@gatehouse/server/app/compose';
import { buildUser } from '@gatehouse/server/app/builders/user';
import { type App } from '@gatehouse/server/kernel/operation';
import pg from 'pg';
import { tokenFor } from '../testkit/token.ts';
import { World } from '../testkit/world.ts';
import { type Order, type ToldRequest } from './crowd.ts';

interface Person {
  id: string;
  token: string;
}

/** People and packages in the database of servers that run as processes, and an application of the test's own beside them. */
export interface Company {
  /** Runs nothing by itself. */
  app: App;
  databaseUrl: string;
  people: Person[];
  approvers: Person[];
  admin: Person;
  /** Somebody must approve it; it makes a member of `group`. */
  guarded: AccessPackage;
  group: Group;
  /** Whoever asks has it: a role of an application. */
  open: AccessPackage;
  dispose(): Promise<void>;
}

/**
 * Makes so many people who may ask for two packages.
 * @param env settings that the servers have and the test's own application needs too
 */
export async function makeCompany(databaseUrl: string, size: number, env: Record<string, string> = {}): Promise<Company> {
  const config = loadConfig({
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_SIZE: '4',
    LOG_LEVEL: 'silent',
    ...env,
  });
  const app = await composeApp(config, { databaseUrl });
  const world = new World(app);
  const named = (name: string, count: number) =>
    world.write((change) => Array.from({ length: count }, (_, at) => buildUser(change, { name: `${name} ${at}` })));
  const withToken = async ({ id }: { id: string }): Promise<Person> => ({ id, token: await tokenFor(app, { id }) });
  const [people, approvers] = [await named('Asker', size), await named('Approver', 3)];
  const group = await world.group({ name: 'Guarded' });
  const { roles } = await world.resource({ group });
  const guarded = await world.package({ name: 'Guarded', roles, policy: { stages: [{ approvers }] } });
  const application = await world.resource({ kind: 'APPLICATION', roles: ['User'] });
  const open = await world.package({ name: 'Open', roles: application.roles, policy: {} });
  const admin = await withToken(await world.admin({ name: 'Admin' }));
  return {
    app,
    databaseUrl,
    people: await Promise.all(people.map(withToken)),
    approvers: await Promise.all(approvers.map(withToken)),
    admin,
    guarded,
    group,
    open,
    dispose: () => disposeApp(app),
  };
}

/** Everybody asks for both packages. */
export function allAsk({ people, guarded, open }: Company): Order[] {
  return people.flatMap(({ id, token }) =>
    [guarded, open].map((accessPackage): Order => ({
      mutation: 'submitAccessRequest',
      token,
      input: { accessPackageId: accessPackage.id, justification: `For ${id}` },
      key: `ask ${id} ${accessPackage.name}`,
    })),
  );
}

/** Whatever waits for an approval gets one, from the approvers in turn. */
export function approved({ approvers }: Company): (order: Order, request: ToldRequest) => Order[] {
  let turn = 0;
  return ({ mutation }, { stages }) => {
    if (mutation !== 'submitAccessRequest') return [];
    return stages.map(({ id }) => {
      const { token } = approvers[(turn += 1) % approvers.length]!;
      return { mutation: 'decideApproval', token, input: { stageId: id, decision: 'APPROVE' }, key: `approve ${id}` };
    });
  };
}

/** Rows straight from the database. */
export async function rowsIn<T extends pg.QueryResultRow>(databaseUrl: string, statement: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<T>(statement)).rows;
  } finally {
    await client.end();
  }
}

/**
 * What must be true once everybody has both packages, as counts by name: what is done is done once. Compare it with
 * `expectedOf`.
 */
export async function tally(databaseUrl: string): Promise<Record<string, number>> {
  const counts = Object.entries(COUNTED).map(([name, select]) => `(${select})::int as "${name}"`);
  const [row] = await rowsIn<Record<string, number>>(databaseUrl, `select ${counts.join(', ')}`);
  return row!;
}

/** What `tally` counts after `size` people asked for both. */
export function expectedOf(size: number): Record<string, number> {
  return {
    requests: 2 * size,
    delivered: 2 * size,
    decisions: size,
    assignments: 2 * size,
    grants: 2 * size,
    members: size,
    entitlements: size,
    operations: 2 * size,
    submittedOnce: 2 * size,
    decidedOnce: size,
    settledOnce: 2 * size,
    activatedOnce: 2 * size,
    mishaps: 0,
    toldOnce: 2 * size,
    doubledMails: 0,
    inQueue: 0,
  };
}

const once = (action: string, by: string) =>
  `select count(*) from (select ${by} from audit_event where action = '${action}' and outcome = 'DONE' group by ${by} having count(*) = 1) as one`;

const COUNTED: Record<string, string> = {
  requests: 'select count(*) from access_request',
  delivered: `select count(*) from access_request where state = 'DELIVERED' and type = 'USER_ADD'`,
  decisions: 'select count(*) from decision',
  assignments: `select count(*) from assignment where state = 'DELIVERED'`,
  grants: `select count(*) from access_grant where state = 'ACTIVE' and origin = 'PROVISIONED'`,
  members: `select count(*) from group_member`,
  entitlements: 'select count(*) from directory_entitlement',
  operations: `select count(*) from provisioning_operation where state = 'SUCCEEDED'`,
  submittedOnce: once('request.submitted', 'request_id'),
  decidedOnce: once('approval.decided', 'subject_id'),
  settledOnce: once('request.settled', 'request_id'),
  activatedOnce: once('grant.activated', 'subject_id'),
  // Nothing was taken for somebody else's, given up or refused on the way.
  mishaps: `select count(*) from audit_event where outcome = 'REFUSED' or action in ('grant.adopted', 'grant.failed', 'request.canceled')`,
  toldOnce: `select count(*) from (select request_id from notification where kind = 'ACCESS_DELIVERED' group by request_id having count(*) = 1) as one`,
  doubledMails: 'select count(*) - count(distinct notification_id) from mail_message',
  inQueue: `select count(*) from work.job where state in ('created', 'retry', 'active')`,
};
