import { ScopeLeaver } from '@gatehouse/schema/policies/scope-leaver.entity';
import { newId } from '@gatehouse/schema/shared/ids';
import { type WorkData } from '@gatehouse/server/kernel/jobs/work-queue';
import { WORKERS } from '@gatehouse/server/app/brought';
import { attempt } from '../matrix/attempt.ts';
import { oneId } from '../matrix/ids.ts';
import { type MatrixWorld } from '../matrix/matrix-world.ts';
import { ask } from '../testkit/flow.ts';
import { type Trial } from '../testkit/rolled-back.ts';
import { type Evidences, type Silence } from './evidence-mutations.ts';

/** One timed job or kind of queued work with something to do. */
export interface Run {
  evidence: Evidences | Silence;
  /** How long after the world was made it acts. */
  after: string;
  /** Makes the something, where the world has none: one statement. */
  before?: readonly [statement: string, ...parameters: unknown[]];
  /** Or makes it by other means. */
  prepare?: (trial: Trial) => Promise<unknown>;
  /** What queued work is about. */
  work?: WorkData[keyof WorkData];
}

const FORGETS = { why: 'What is forgotten is no evidence: the audit is not among it.' };
const GIVEN = ['grant.activated Grant', 'assignment.settled Assignment', 'request.settled AccessRequest'];

/** Every timed job and kind of queued work by its name; in brackets what it finds, where it does more than one thing. */
export async function jobRuns(world: MatrixWorld): Promise<Record<string, Run>> {
  const { t, people, places, others } = world;
  await openEscalating(world);
  const operation = await queueDelivery(world);
  const { assignment } = places.own.ids;
  const now = t.clock.now();
  // Somebody whose policy left them out: it names nobody any more, and was saved so.
  const leftOut = [
    `with narrowed as (update assignment_policy_version v set scope = 'NOBODY', holders_outside = 'END', holders_outside_reason = 'Moved'
       from assignment a join assignment_policy p on p.id = a.policy_id where a.id = ? and v.id = p.current_version_id returning v.id, a.id as held)
     insert into scope_leaver (id, created_at, assignment_id, policy_version_id) select ?, ?, held, id from narrowed`,
    assignment,
    newId(ScopeLeaver),
    now,
  ] as const;
  const anyMail = 'id = (select id from mail_message order by id limit 1)';
  return {
    'scheduled-starts': {
      after: 'PT5M',
      // What is held in the target already is given at once.
      before: ['update access_grant set lost_at = null where lost_at is not null'],
      evidence: [
        'approval.took_effect ApprovalStage',
        'request.started AccessRequest',
        'assignment.begun Assignment',
        'assignment.settled Assignment',
        'request.settled AccessRequest',
      ],
    },
    'stage-deadlines (silence)': { after: 'P8D', evidence: ['approval.escalated ApprovalStage'] },
    'stage-deadlines (the end)': {
      after: 'P15D',
      evidence: ['approval.escalated ApprovalStage', 'approval.lapsed ApprovalStage'],
    },
    'near-expiry-notices': {
      after: 'P40D',
      before: ["update assignment set next_notice_at = expires_at - interval '1 day' where id = ?", assignment],
      evidence: { why: 'It tells people and changes nothing.' },
    },
    expiry: { after: 'P40D', evidence: ['request.submitted AccessRequest', 'assignment.ended Assignment'] },
    'guest-lifecycle (the last access is lost)': {
      after: 'P1D',
      before: ['update guest_lifecycle set hold_until = null, blocked_at = null where id = ?', others.lifecycle.id],
      evidence: ['user.blocked User'],
    },
    'guest-lifecycle (a week before)': {
      after: 'P1D',
      before: [
        "update guest_lifecycle set hold_until = null, warned_at = null, created_at = created_at - interval '25 days', access_until = access_until - interval '25 days' where id = ?",
        others.lifecycle.id,
      ],
      evidence: ['guest.warned User'],
    },
    'guest-lifecycle (the day has come)': {
      after: 'P40D',
      before: ['update guest_lifecycle set hold_until = null where id = ?', others.lifecycle.id],
      evidence: ['user.deleted User', 'user.erased User'],
    },
    'prospect-erasure': {
      after: 'P31D',
      before: ["update app_user set kind = 'GUEST', state = 'PROSPECT', block_reason = null where id = ?", others.blocked.id],
      evidence: ['user.deleted User', 'user.erased User'],
    },
    'package-redeliveries': {
      after: 'PT1M',
      before: ['delete from access_package_role where access_package_id = ?', places.own.packages.delivered.id],
      evidence: { why: 'It only queues work; what is done to each holder is told by "redeliver".' },
    },
    'scope-leavers': {
      after: 'PT1M',
      before: leftOut,
      evidence: { why: 'It only queues work; what is ended is told by "end-leavers".' },
    },
    'provisioning-retries': {
      after: 'PT1M',
      before: ["update provisioning_operation set state = 'RETRYING', next_try_at = ? where id = ?", now, operation],
      evidence: { why: 'It only queues work; what an attempt does is told by "provision".' },
    },
    'mail-retries': {
      after: 'PT1M',
      before: [`update mail_message set state = 'QUEUED', next_try_at = ? where ${anyMail}`, now],
      evidence: { why: 'A mail is kept with how it fared, and changes nothing.' },
    },
    'event-log-retention': { after: 'P8D', evidence: FORGETS },
    'idempotency-retention': {
      after: 'P31D',
      prepare: (trial) => attempt(trial, 'createGroup', { name: 'Kept', idempotencyKey: 'kept' }, world.viewers.adm),
      evidence: FORGETS,
    },
    'job-history-retention': { after: 'P31D', evidence: FORGETS },
    'token-notices': {
      after: 'PT1M',
      before: ["update api_token set created_at = created_at - interval '30 days'"],
      evidence: { why: 'That somebody was told is no change of what anybody may do; the notice itself is kept.' },
    },
    'sign-in-retention': {
      after: 'P31D',
      before: ["update session set expires_at = created_at - interval '31 days'"],
      evidence: FORGETS,
    },
    'mail-retention': {
      after: 'P31D',
      before: [`update mail_message set state = 'SENT', sent_at = ?, next_try_at = null where ${anyMail}`, now],
      evidence: FORGETS,
    },
    redeliver: {
      after: 'PT1M',
      before: ['delete from access_package_role where access_package_id = ?', places.own.packages.delivered.id],
      work: { accessPackageId: places.own.packages.delivered.id, after: '' },
      evidence: ['assignment.redelivered Assignment'],
    },
    'end-leavers': {
      after: 'PT1M',
      before: leftOut,
      work: { after: '' },
      evidence: ['request.submitted AccessRequest', 'assignment.ended Assignment'],
    },
    'sign-in-code': {
      after: 'PT1M',
      before: [
        `insert into sign_in_challenge (id, created_at, address, browser_hash, expires_at, sent_at)
         values ('sic_1', ?, 'amber@northwind.example', '', '3000-01-01', ?)`,
        now,
        now,
      ],
      work: { challengeId: 'sic_1' },
      evidence: { why: 'It tells somebody and changes nothing; what a code leads to is told where it is typed.' },
    },
    provision: { after: 'PT1M', work: { operationId: operation, attempt: 1 }, evidence: GIVEN },
    mail: {
      after: 'PT1M',
      before: [`update mail_message set state = 'QUEUED', next_try_at = ?, attempts = 0 where ${anyMail}`, now],
      work: { mailId: await oneId(t, 'select id from mail_message order by id limit 1'), attempt: 1 },
      evidence: { why: 'A mail is kept with how it fared, and changes nothing.' },
    },
  };

  /** A stage that asks somebody else where its approver is silent. */
  async function openEscalating({ t: { world: make } }: MatrixWorld): Promise<void> {
    const stages = [{ approvers: [people.apv], escalation: [people.mgr], escalateAfter: 'P7D' }];
    await ask(t, others.bystander, await make.package({ policy: { stages } }));
  }

  /** Access that was asked for and waits to be given in its target. @returns the operation */
  async function queueDelivery({ t: { world: make } }: MatrixWorld): Promise<string> {
    const { roles } = await make.resource();
    const { id } = await ask(t, others.bystander, await make.package({ roles, policy: {} }));
    return oneId(
      t,
      `select o.id from provisioning_operation o join grant_carrier c on c.grant_id = o.grant_id
       join access_request r on r.assignment_id = c.assignment_id where r.id = ?`,
      id,
    );
  }
}

/** The worker of that name. */
export const workerNamed = (name: string) => WORKERS.find((worker) => worker.name === name);
