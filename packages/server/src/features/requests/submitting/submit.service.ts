import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { AssignmentPolicyVersion } from '@gatehouse/schema/policies/assignment-policy-version.entity';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { PolicyQuestion } from '@gatehouse/schema/policies/policy-question.entity';
import { PolicyStage } from '@gatehouse/schema/policies/policy-stage.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { RequestAnswer } from '@gatehouse/schema/requests/request-answer.entity';
import { type RequestProof } from '@gatehouse/schema/requests/request-proof';
import { type AnswerInput, isBlankAnswer } from '@gatehouse/schema/rules/answers';
import { OPEN_ASSIGNMENT_STATES } from '@gatehouse/schema/rules/assignment-machine';
import { gateColumn } from '@gatehouse/schema/rules/gate';
import { onlyShortens } from '@gatehouse/schema/rules/gate-pending';
import { evaluateGates } from '@gatehouse/schema/rules/gates';
import { type ResolvedSchedule } from '@gatehouse/schema/rules/schedule';
import { afterSubmit } from '@gatehouse/schema/rules/request-flow';
import { requestAction } from '@gatehouse/schema/rules/request-types';
import { evidenceHash } from '../../../kernel/audit/evidence-hash.ts';
import { sees } from '../../../kernel/authz/seen.ts';
import { type Change } from '../../../kernel/change.ts';
import { lockRow } from '../../../kernel/lock.ts';
import { notFound, type Refused } from '../../../kernel/refused.ts';
import { aboutRequest } from '../about-request.ts';
import { expire } from '../ending/expire.ts';
import { applyStep } from '../flow.ts';
import { notEligible } from './not-eligible.ts';
import { awaitedFor } from '../awaited.ts';
import { acceptTermsOf } from '../../terms/accept-terms.ts';
import { takeOverPendingChanges } from '../ending/take-over.ts';
import { loadAsk, mayAskFor, type Ask, type LoadedAsk } from './request-facts.ts';

/** An ask for more, longer or otherwise described access; a removal is asked for in removal.service.ts. */
export interface ChangeAsk extends Ask {
  /** The assignment an extension or update changes. */
  assignmentId: string | null;
}

/**
 * Submits a request: every gate is asked, and where all pass the request is written with its stages and takes its first
 * step, in this one transaction.
 *
 * The target's row is locked first, so that of two requests for one person the second sees the first.
 * @throws NotEligibleError with every failing gate; then no request exists, and one audit event says so.
 */
export async function submitRequest(change: Change, ask: ChangeAsk): Promise<AccessRequest> {
  await lockRow(change, User, ask.targetId);
  await endWhatIsOver(change, ask);
  const loaded = await loadAsk(change, change.em, ask);
  if (!loaded) throw await nobodyThere(change, ask);
  if (!mayAskFor(change, loaded)) throw await strangerRefused(change, ask, loaded);
  const report = evaluateGates(loaded.facts);
  if (report.failures.length > 0) throw await notEligible(change, about(ask, loaded), report.failures);
  if (onlyShortens(loaded.facts))
    await takeOverPendingChanges(change, { target: ask.targetId, accessPackage: ask.accessPackageId });
  // Nobody accepts for somebody else: the gate asks whoever asks for themself alone.
  if (ask.type === 'USER_ADD') await acceptTermsOf(change, ask.targetId, ask.acceptedTerms ?? []);
  const request = await writeRequest(change, ask, loaded, report.policy?.id ?? null, report.schedule);
  const stages = loaded.chain.map(({ definition }) => writeStage(change, request, definition.id, definition.order, definition));
  await change.em.flush();
  await recordSubmission(change, request, ask);
  const step = afterSubmit({
    action: requestAction(ask.type, ask.changes),
    stages: loaded.chain.map(({ definition, preApproved }) => ({ order: definition.order, state: 'WAITING', preApproved })),
    forSomebodyElse: ask.targetId !== change.viewer.userId,
    startsAt: request.startsAt,
    awaited: await awaitedFor(change, request),
    now: change.now,
  });
  await applyStep(change, { request, stages, definition: report.policy }, step);
  if (ask.acceptedTerms?.length) await change.publish({ name: 'termsAccepted', userId: ask.targetId });
  return request;
}

/** Access past its end blocks nothing, though the job has not come to it yet: it ends first, in this same transaction (domain §2). */
async function endWhatIsOver(change: Change, { targetId, accessPackageId }: ChangeAsk): Promise<void> {
  const state = { $in: [...OPEN_ASSIGNMENT_STATES] };
  const over = await change.em.findOne(Assignment, {
    target: targetId,
    accessPackage: accessPackageId,
    state,
    expiresAt: { $lte: change.now },
  });
  if (over) await expire(change, over.id);
}

async function writeRequest(
  change: Change,
  ask: ChangeAsk,
  loaded: LoadedAsk,
  versionId: string | null,
  schedule: ResolvedSchedule | null,
): Promise<AccessRequest> {
  const { em } = change;
  const policy = loaded.policies.find(({ definition }) => definition.id === versionId);
  const request = change.create(AccessRequest, {
    type: ask.type,
    changes: ask.changes,
    state: 'SUBMITTED',
    requester: change.viewer.userId ? em.getReference(User, change.viewer.userId) : null,
    target: loaded.target,
    accessPackage: loaded.accessPackage,
    policy: policy ? em.getReference(AssignmentPolicy, policy.id) : null,
    policyVersion: versionId ? em.getReference(AssignmentPolicyVersion, versionId) : null,
    assignment: ask.assignmentId ? em.getReference(Assignment, ask.assignmentId) : null,
    justification: ask.justification?.trim() || null,
    startsAt: schedule?.startsAt ?? null,
    expiresAt: schedule?.expiresAt ?? null,
    duration: schedule?.duration ?? null,
    bypassedApproval: ask.bypass,
    proof: proofGiven(ask, loaded, versionId),
    targetDepartment: loaded.target.department,
    targetJobTitle: loaded.target.jobTitle,
    targetManager: loaded.target.manager,
  });
  for (const answer of ask.answers) writeAnswer(change, request, answer);
  return request;
}

/** What the requester proved; nothing where nobody asked for it. */
function proofGiven({ type, changes }: ChangeAsk, { facts, policies }: LoadedAsk, versionId: string | null): RequestProof | null {
  const definition = policies.find((one) => one.definition.id === versionId)?.definition;
  const asked = definition?.requesting.proofs.length && gateColumn(type, requestAction(type, changes)) === 'ADD';
  if (!asked || !facts.proof) return null;
  const { provider, acr, amr, provedAt } = facts.proof;
  return { provider, acr, amr: [...amr], provedAt: provedAt?.toISOString() ?? null };
}

function writeAnswer(change: Change, request: AccessRequest, answer: AnswerInput): void {
  // That an answer was taken back is a change of it.
  if (isBlankAnswer(answer.value) && requestAction(request.type, request.changes) !== 'UPDATE') return;
  const { value } = answer;
  const values = isBlankAnswer(value) ? [] : typeof value === 'string' ? [value] : [...(value ?? [])];
  change.create(RequestAnswer, { request, question: change.em.getReference(PolicyQuestion, answer.questionId), values });
}

function writeStage(
  change: Change,
  request: AccessRequest,
  definitionId: string,
  order: number,
  {
    quorum,
    approverJustificationRequired,
    showApprovers,
  }: { quorum: number; approverJustificationRequired: boolean; showApprovers: boolean },
): ApprovalStage {
  return change.create(ApprovalStage, {
    request,
    order,
    quorum,
    showApprovers,
    definition: change.em.getReference(PolicyStage, definitionId),
    justificationRequired: approverJustificationRequired,
  });
}

async function recordSubmission(change: Change, request: AccessRequest, ask: ChangeAsk): Promise<void> {
  const about = aboutRequest(request);
  const answerHashes: Record<string, string | null> = {};
  for (const { questionId, value } of ask.answers) {
    answerHashes[questionId] = await evidenceHash(
      change.em,
      change.viewer.userId,
      value === null ? null : [value].flat().join('\n'),
    );
  }
  change.audit({
    ...about,
    action: 'request.submitted',
    details: {
      type: request.type,
      policyId: request.policy?.id ?? null,
      policyVersionId: request.policyVersion?.id ?? null,
      startsAt: request.startsAt,
      expiresAt: request.expiresAt,
      duration: request.duration,
      justificationHash: await evidenceHash(change.em, change.viewer.userId, request.justification),
      answerHashes,
      ...(request.proof && { proof: request.proof }),
    },
  });
  if (ask.bypass) change.audit({ ...about, action: 'approval.bypassed', details: { policyId: request.policy?.id ?? null } });
}

/** Who may ask nothing for a person learns nothing of what that person has: neither access, nor requests, nor a block. */
async function strangerRefused(change: Change, ask: ChangeAsk, loaded: LoadedAsk): Promise<Refused> {
  if (!(await sees(change, User, loaded.target.id))) return nobodyThere(change, ask);
  return notEligible(change, about(ask, loaded), [
    { code: 'NOT_YOURS_TO_REQUEST', message: 'You may not request this for somebody else.', fixedBy: 'PACKAGE_MANAGER' },
  ]);
}

/** Which of both is missing: the path says what to mend. */
async function nobodyThere(change: Change, { type, accessPackageId }: ChangeAsk): Promise<Refused> {
  if (!(await sees(change, AccessPackage, accessPackageId))) return notFound('access package', ['accessPackageId']);
  // Who assigns names a user among many, who asks for somebody a target.
  return notFound('person', [type === 'ADMIN_ADD' ? 'userId' : 'targetId']);
}

function about({ type, accessPackageId, targetId }: ChangeAsk, { catalog }: LoadedAsk) {
  return { type, accessPackageId, targetId, catalogId: catalog.id };
}
