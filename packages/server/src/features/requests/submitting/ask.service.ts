import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import {
  type AssignAccessPackageInput,
  type AssignmentTargetInput,
  type EndAssignmentInput,
  type ExtendAssignmentInput,
  type UpdateAnswersInput,
} from '@gatehouse/schema/assignments/assignment.inputs';
import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { type AnswerInput as AnswerField, type SubmitAccessRequestInput } from '@gatehouse/schema/requests/request.inputs';
import { type AnswerInput } from '@gatehouse/schema/rules/answers';
import { may } from '@gatehouse/schema/rules/permissions';
import { sees } from '../../../kernel/authz/seen.ts';
import { type Change } from '../../../kernel/change.ts';
import { forbidden, notFound, refused } from '../../../kernel/refused.ts';
import { demandOnPackage } from '../../catalog/catalogs/catalog.policy.ts';
import { personByMail } from '../../identity/people/person-by-mail.ts';
import { packageLeadsToRoles } from '../../catalog/packages/role-groups.facts.ts';
import { NO_WISH } from './request-facts.ts';
import { submitRemoval } from '../ending/removal.service.ts';
import { submitRequest } from './submit.service.ts';

/** Somebody asks for a package, for themself or on behalf of somebody. */
export async function submitAccessRequest(change: Change, input: SubmitAccessRequestInput) {
  const self = change.viewer.userId;
  if (self === null) throw forbidden('Only a person or a service asks for access.');
  const targetId = input.targetId ?? self;
  const request = await submitRequest(change, {
    type: targetId === self ? 'USER_ADD' : 'ON_BEHALF_ADD',
    changes: null,
    accessPackageId: input.accessPackageId,
    targetId,
    namedPolicyId: input.policyId ?? null,
    justification: input.justification ?? null,
    answers: (input.answers ?? []).map(answerOf),
    asked: { startsAt: input.startsAt ?? null, expiresAt: input.expiresAt ?? null, duration: input.duration ?? null },
    bypass: false,
    acceptedTerms: (input.acceptedTerms ?? []).map(({ termsId }) => termsId),
    assignmentId: null,
  });
  return { accessRequest: request.id };
}

/**
 * Assigns a package directly. Bypassing approval needs its own right; without it nothing is created.
 * Every target stands on its own, in a transaction of its own.
 */
export async function assignAccessPackage(
  change: Change,
  input: AssignAccessPackageInput,
  target: AssignmentTargetInput,
): Promise<string> {
  const accessPackage = await change.em.findOne(AccessPackage, input.accessPackageId);
  if (!accessPackage) throw notFound('access package', ['accessPackageId']);
  await demandOnPackage(change, 'assignment.assign', accessPackage, ['accessPackageId']);
  if (input.bypassApproval) await demandBypass(change, accessPackage);
  const request = await submitRequest(change, {
    type: 'ADMIN_ADD',
    changes: null,
    accessPackageId: input.accessPackageId,
    targetId: await targetNamed(change, target),
    namedPolicyId: input.policyId,
    justification: input.justification ?? null,
    answers: (target.answers ?? []).map(answerOf),
    asked: { startsAt: input.startsAt ?? null, expiresAt: input.expiresAt ?? null, duration: null },
    bypass: input.bypassApproval ?? false,
    assignmentId: null,
  });
  return request.id;
}

/** Whom a direct assignment is for: a user, or whoever has this mail address, known here or not. */
async function targetNamed(change: Change, { userId, email }: AssignmentTargetInput): Promise<string> {
  if ((userId == null) === (email == null)) throw refused('INVALID', 'Name a user or a mail address.', ['userId']);
  if (userId != null) return userId;
  const id = await personByMail(change, email!);
  if (id === null) throw refused('INVALID', 'This is no mail address.', ['email']);
  return id;
}

/** What leads into a group with roles in Gatehouse itself is given only with approval, whoever gives it (domain §8). */
async function demandBypass(change: Change, accessPackage: AccessPackage): Promise<void> {
  await demandOnPackage(change, 'approval.bypass', accessPackage, ['accessPackageId']);
  if (await packageLeadsToRoles(change.em, accessPackage.id)) {
    throw refused('INVALID', 'This package leads into a group with roles in Gatehouse; it is given only with approval.', [
      'bypassApproval',
    ]);
  }
}

/** Gives an assignment up, or takes it away. */
export async function endAssignment(change: Change, input: EndAssignmentInput) {
  const request = await submitRemoval(change, {
    assignmentId: input.assignmentId,
    type: null,
    cause: null,
    justification: input.justification ?? null,
  });
  return { accessRequest: request.id };
}

/**
 * Asks to keep an assignment for longer, for oneself or for a report; somebody with a role in the catalog may also bring its
 * end nearer.
 */
export async function extendAssignment(change: Change, input: ExtendAssignmentInput) {
  const { assignment, self: own } = await changeable(change, input.assignmentId);
  const byRole = may(change.viewer, 'assignment.extend', { catalogId: assignment.accessPackage.catalog.id }).allowed;
  const manages = change.viewer.userId !== null && assignment.target.manager?.id === change.viewer.userId;
  const answers = change.viewer.userId !== null && assignment.target.responsible?.id === change.viewer.userId;
  const self = own || answers || (manages && !byRole);
  const request = await submitRequest(change, {
    type: self ? 'USER_EXTEND' : 'ADMIN_UPDATE',
    changes: self ? null : 'END',
    accessPackageId: assignment.accessPackage.id,
    targetId: assignment.target.id,
    namedPolicyId: null,
    justification: input.justification ?? null,
    answers: [],
    asked: { startsAt: null, expiresAt: input.expiresAt ?? null, duration: input.duration ?? null },
    bypass: false,
    assignmentId: assignment.id,
  });
  return { accessRequest: request.id };
}

/** Changes answers given for an assignment. */
export async function updateAnswers(change: Change, input: UpdateAnswersInput) {
  const { assignment, self } = await changeable(change, input.assignmentId);
  const request = await submitRequest(change, {
    type: self ? 'USER_UPDATE' : 'ADMIN_UPDATE',
    changes: self ? null : 'ANSWERS',
    accessPackageId: assignment.accessPackage.id,
    targetId: assignment.target.id,
    namedPolicyId: null,
    justification: null,
    answers: input.answers.map(answerOf),
    asked: NO_WISH,
    bypass: false,
    assignmentId: assignment.id,
  });
  return { accessRequest: request.id };
}

/** @throws NOT_FOUND where they may not see it · WRONG_STATE where it has ended */
async function changeable(change: Change, assignmentId: string): Promise<{ assignment: Assignment; self: boolean }> {
  const assignment = await change.em.findOne(Assignment, assignmentId, { populate: ['accessPackage', 'target'] });
  if (!assignment) throw notFound('assignment', ['assignmentId']);
  const self = assignment.target.id === change.viewer.userId;
  if (!self && !(await sees(change, Assignment, assignmentId))) {
    throw notFound('assignment', ['assignmentId']);
  }
  const over =
    assignment.state === 'ENDING' ||
    assignment.state === 'EXPIRED' ||
    (assignment.expiresAt !== null && assignment.expiresAt <= change.now);
  if (over) throw refused('WRONG_STATE', 'This access has ended.', ['assignmentId']);
  return { assignment, self };
}

function answerOf({ questionId, value, values }: AnswerField): AnswerInput {
  return { questionId, value: values ?? value ?? null };
}
