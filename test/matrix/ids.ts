import { type TestApp } from '../testkit/app.ts';
import { type Place } from './places.ts';

/** The id that a statement finds first. @throws where it finds none */
export async function oneId(t: TestApp, sql: string, ...parameters: string[]): Promise<string> {
  const [row] = (await t.app.orm.em.fork().getConnection().execute(sql, parameters)) as { id: string }[];
  if (!row) throw new Error(`Nothing was found by: ${sql}`);
  return row.id;
}

function grantOf(t: TestApp, request: { id: string }): Promise<string> {
  return oneId(
    t,
    'select c.grant_id as id from grant_carrier c join access_request r on r.assignment_id = c.assignment_id where r.id = ?',
    request.id,
  );
}

async function operationOf(t: TestApp, request: { id: string }): Promise<string> {
  return oneId(t, 'select id from provisioning_operation where grant_id = ?', await grantOf(t, request));
}

/** The manual task that the delivery of a request waits for. */
export async function taskOf(t: TestApp, request: { id: string }): Promise<string> {
  return oneId(t, 'select id from manual_task where operation_id = ?', await operationOf(t, request));
}

/** The ids of what came of the requests of a place: stages, the assignment, grants, operations, the open task, policies. */
export async function idsIn(t: TestApp, place: Place) {
  const { requests, catalog, packages } = place;
  const one = (sql: string, id: string) => oneId(t, sql, id);
  const version = await one(
    'select current_version_id as id from assignment_policy where access_package_id = ?',
    packages.pending.id,
  );
  return {
    pendingStage: await one('select id from approval_stage where request_id = ?', requests.pending.id),
    scheduledStage: await one('select id from approval_stage where request_id = ?', requests.scheduled.id),
    assignment: await one('select assignment_id as id from access_request where id = ?', requests.delivered.id),
    grant: await grantOf(t, requests.delivered),
    failedGrant: await grantOf(t, requests.failed),
    deadOperation: await operationOf(t, requests.failed),
    earlyAssignment: await one('select assignment_id as id from access_request where id = ?', place.lived.earlyRequest),
    waitingOperation: await operationOf(t, requests.manual),
    closedTask: await taskOf(t, requests.failed),
    deliveredStage: await one('select id from approval_stage where request_id = ?', requests.delivered.id),
    deliveredPolicy: await one('select id from assignment_policy where access_package_id = ?', packages.delivered.id),
    openTask: await taskOf(t, requests.manual),
    freshPolicy: await one('select id from assignment_policy where access_package_id = ? order by priority', packages.fresh.id),
    policy: await one('select id from assignment_policy where access_package_id = ?', packages.pending.id),
    policyVersion: version,
    spareVersion: await one('select current_version_id as id from assignment_policy where id = ?', place.sparePolicy.id),
    policyStage: await one('select id from policy_stage where policy_version_id = ?', version),
    question: await one(
      'select id from policy_question where policy_version_id = (select policy_version_id from access_request where id = ?)',
      requests.delivered.id,
    ),
    catalogRole: await one('select id from catalog_role_assignment where catalog_id = ? order by id limit 1', catalog.id),
    groupRole: await one(
      'select id from catalog_role_assignment where catalog_id = ? order by group_id is null, id limit 1',
      catalog.id,
    ),
    audit: await one('select id from audit_event where request_id = ? order by id limit 1', requests.pending.id),
  };
}
