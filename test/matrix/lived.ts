import { type AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { type GateDetails } from '@gatehouse/schema/requests/gate-details';
import { type PackagePlan } from '@gatehouse/server/app/builders/access-package';
import { type PolicyPlan } from '@gatehouse/server/app/builders/policy';
import { type TestApp } from '../testkit/app.ts';
import { ask, decide } from '../testkit/flow.ts';
import { done } from '../testkit/mutate.ts';
import { oneId } from './ids.ts';

/** Whom a life needs. */
interface Parts {
  approver: { id: string };
  requester: { id: string };
  manager: { id: string };
}

/** A package with everything a policy can say, asked for with everything a request can say. */
export interface Lived {
  accessPackage: AccessPackage;
  /** Asked for another one, whose end is too far away to be moved. */
  earlyRequest: string;
  resource: { id: string };
  policy: string;
  version: string;
  stage: string;
  questions: string[];
  request: string;
}

/** What an assignment of it left behind once it was over. */
export interface Left {
  assignment: string;
  approvalStage: string;
  removal: string;
}

type Scope = Pick<PolicyPlan, 'scope' | 'for'>;
type Made = Pick<PackagePlan, 'catalog' | 'hidden' | 'contentsVisibility'>;

/** Makes the package and has it asked for and approved, on second thoughts. */
export async function beginLife(t: TestApp, name: string, scope: Scope, made: Made, parts: Parts): Promise<Lived> {
  const { world, app } = t;
  const deciders = await world.group({ name: `Deciders ${name}`, users: [parts.approver] });
  const { resource, roles } = await world.resource({
    name: `Lived app ${name}`,
    owners: [deciders],
    catalogs: [made.catalog],
    roles: ['Member', 'Guest'],
  });
  const accessPackage = await world.package({
    ...made,
    roles: roles.slice(0, 1),
    name: `Lived ${name}`,
    policy: {
      ...scope,
      description: 'Described',
      endsAt: new Date(app.now().getTime() + 100 * 86_400_000),
      timeZone: 'Europe/Berlin',
      extensionCeiling: 'P730D',
      onBehalf: [parts.manager, deciders],
      stages: [{ approvers: [deciders, 'MANAGER'], escalation: ['CATALOG_OWNER'], escalateAfter: 'P7D', reminders: ['P3D'] }],
      questions: [
        { text: 'Which one?', kind: 'SINGLE_CHOICE', choices: [{ value: 'a', text: 'The first' }] },
        { text: 'Number?', pattern: '[0-9]+', changeable: true },
      ],
    },
  });
  const one = (sql: string, id: string) => oneId(t, sql, id);
  const policy = await one('select id from assignment_policy where access_package_id = ?', accessPackage.id);
  const version = await one('select current_version_id as id from assignment_policy where id = ?', policy);
  const stage = await one('select id from policy_stage where policy_version_id = ?', version);
  const question = (order: number) =>
    one(`select id from policy_question where policy_version_id = ? and "order" = ${order}`, version);
  const questions = [await question(1), await question(2)];
  const translated = [{ language: 'de', text: 'Der erste' }];
  await execute(
    t,
    'update policy_question set text_translations = ?::jsonb, choices = ?::jsonb where id = ?',
    JSON.stringify({ de: 'Welche?' }),
    JSON.stringify([{ value: 'a', text: 'The first', translations: translated }]),
    questions[0]!,
  );
  const request = await ask(t, parts.requester, accessPackage, {
    justification: 'For the move',
    answers: questions.map((questionId, at) => ({ questionId, value: ['a', '7'][at] })),
  });
  await decide(t, parts.approver, request.stages[0]);
  await done(t, 'takeBackDecision', { stageId: request.stages[0].id }, parts.approver);
  await done(t, 'commentOnRequest', { requestId: request.id, text: 'Still?' }, parts.approver);
  const expiresAt = new Date(app.now().getTime() + 95 * 86_400_000).toISOString();
  await decide(t, parts.approver, request.stages[0], 'APPROVE', { justification: 'It is needed', expiresAt });
  const early = await world.package({
    ...made,
    roles: roles.slice(1),
    name: `Early ${name}`,
    policy: { ...scope, duration: 'P90D' },
  });
  const { id: earlyRequest } = await ask(t, parts.requester, early);
  return { accessPackage, earlyRequest, resource, policy, version, stage, questions, request: request.id };
}

/** Ends it, and writes the rest that takes weeks, a clock or a target that fails: what must not stand in two rows of one life. */
export async function endLife(
  t: TestApp,
  { request, earlyRequest, policy, version, questions }: Lived,
  { requester }: Parts,
): Promise<Left> {
  const one = (sql: string) => oneId(t, sql, request);
  const assignment = await one('select assignment_id as id from access_request where id = ?');
  const approvalStage = await one('select id from approval_stage where request_id = ?');
  await done(t, 'updateAnswers', { assignmentId: assignment, answers: [{ questionId: questions[1]!, value: '8' }] }, requester);
  await done(t, 'endAssignment', { assignmentId: assignment }, requester);
  await t.drain();
  const removal = await oneId(t, `select id from access_request where assignment_id = ? and type = 'USER_REMOVE'`, assignment);
  const gate = {
    code: 'ANSWERS_INVALID',
    message: 'Wrong',
    fixedBy: 'REQUESTER',
    path: ['answers'],
    issue: 'REQUIRED',
    questionId: removal,
    latestEnd: '2026-01-01T00:00:00.000Z',
    possibleFrom: '2026-01-01T00:00:00.000Z',
  };
  const at = '2026-01-01T00:00:00.000Z';
  const details: GateDetails[] = [
    { type: 'GateAnswer', questionId: removal, issue: 'REQUIRED' },
    {
      type: 'GateSchedule',
      startSelectable: true,
      endSelectable: true,
      earliestStart: at,
      latestStart: at,
      earliestEnd: at,
      latestEnd: at,
      longestDuration: 'P1D',
      possibleFrom: at,
    },
    { type: 'GateStage', order: 1, eligible: 1, quorum: 2 },
    { type: 'GateAssignment', assignmentId: assignment, expiresAt: at, requestableFrom: at },
    { type: 'GateRequest', requestId: earlyRequest },
    { type: 'GatePolicy', policyId: policy },
    { type: 'GateProof', proofs: ['mfa'], within: 'PT1H', way: '/auth/proof' },
  ];
  await execute(
    t,
    'update access_request set gates = ?::jsonb, proof = ?::jsonb, starts_at = created_at, expires_at = created_at where id = ?',
    JSON.stringify(details.map((one) => ({ ...gate, details: one }))),
    JSON.stringify({ provider: 'Contoso', acr: 'mfa', amr: ['pwd', 'otp'], provedAt: at }),
    request,
  );
  await execute(t, `update assignment_policy_version set proofs = '{mfa}', proof_within = 'PT1H' where id = ?`, version);
  await execute(
    t,
    `update access_request set type = 'SYSTEM_REMOVE', cause = 'EXPIRY', state = 'CANCELED' where id = ?`,
    removal,
  );
  await execute(t, `update approval_stage set escalated_at = closed_at, skip_reason = 'Said why' where id = ?`, approvalStage);
  await execute(
    t,
    'update stage_approver set left_at = created_at where manager_level is not null and stage_id = ?',
    approvalStage,
  );
  return { assignment, approvalStage, removal };
}

async function execute(t: TestApp, sql: string, ...parameters: string[]): Promise<void> {
  await t.app.orm.em.fork().getConnection().execute(sql, parameters);
}
