import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { PolicyQuestion } from '@gatehouse/schema/policies/policy-question.entity';
import { evaluateGates, addFollows } from '@gatehouse/schema/rules/gates';
import { type GateFailure } from '@gatehouse/schema/rules/gate-codes';
import { choosePolicies, type PolicyVerdict } from '@gatehouse/schema/rules/policy-choice';
import { addBounds } from '@gatehouse/schema/rules/schedule';
import { type EntityClass } from '@mikro-orm/core';
import { type GraphQLResolveInfo } from 'graphql';
import { type ViewerOperation } from '../../operation.ts';
import { descend } from '../../read/collect.ts';
import { node } from '../../read/read.ts';
import { shownGate } from './flow.ts';
import { loadAsk, mayAskFor, NO_WISH, type Ask, type LoadedAsk } from './request-facts.ts';
import { stagePreviews } from './stage-preview.ts';

/**
 * Everything there is to know before asking for a package: the same facts and the same gates as the real submit, only that
 * nothing was filled in yet, so the answers are not judged.
 *
 * @returns null where there is no such package or person, or the viewer may not ask anything for that person.
 */
export async function requestOptions(
  op: ViewerOperation,
  info: GraphQLResolveInfo,
  accessPackageId: string,
  targetId: string | null,
) {
  const target = targetId ?? op.viewer.userId;
  if (target === null) return null;
  const ask: Ask = {
    type: target === op.viewer.userId ? 'USER_ADD' : 'ON_BEHALF_ADD',
    changes: null,
    accessPackageId,
    targetId: target,
    namedPolicyId: null,
    justification: null,
    answers: [],
    asked: NO_WISH,
    bypass: false,
  };
  const loaded = await loadAsk(op, op.em, ask);
  if (!loaded || !mayAskFor(op, loaded)) return null;
  const { applicable } = choosePolicies(loaded.policies, loaded.facts.target, loaded.facts.target.groupIds);
  const policies = [];
  for (const [index, verdict] of applicable.entries()) policies.push(await policyOption(op, info, ask, verdict, index === 0));
  const gates = policies.length > 0 ? leastGates(policies) : failuresOf(loaded).map(shownGate);
  return {
    accessPackage: await objectAt(op, info, AccessPackage, loaded.accessPackage.id, ['accessPackage']),
    accessPackageName: loaded.accessPackage.name,
    target: await objectAt(op, info, User, target, ['target']),
    mayRequest: gates.length === 0,
    policies,
    gates,
  };
}

type ShownGate = ReturnType<typeof shownGate>;

/** Of several policies to choose from, what stands in the way under the one with the least in the way. */
function leastGates(policies: readonly { gates: ShownGate[] }[]): ShownGate[] {
  return policies.map(({ gates }) => gates).reduce((least, gates) => (gates.length < least.length ? gates : least));
}

function failuresOf(loaded: LoadedAsk): GateFailure[] {
  return evaluateGates(loaded.facts).failures.filter(({ code }) => code !== 'ANSWERS_INVALID');
}

async function policyOption(op: ViewerOperation, info: GraphQLResolveInfo, ask: Ask, verdict: PolicyVerdict, isDefault: boolean) {
  const { definition, name } = verdict.candidate;
  const loaded = (await loadAsk(op, op.em, { ...ask, namedPolicyId: definition.policyId }))!;
  const { expiration, requesting } = definition;
  const bounds = addBounds({
    expiration,
    mayChoose: requesting.customSchedule,
    notBefore: addFollows(loaded.facts.assignment, op.now),
    now: op.now,
  });
  const questions = [...definition.questions].sort((a, b) => a.order - b.order);
  return {
    policy: await objectAt(op, info, AssignmentPolicy, definition.policyId, ['policies', 'policy']),
    policyId: definition.policyId,
    policyName: name,
    because: verdict.message,
    isDefault,
    justificationRequired: requesting.justificationRequired,
    questions: (
      await Promise.all(questions.map(({ id }) => objectAt(op, info, PolicyQuestion, id, ['policies', 'questions'])))
    ).filter((one) => one !== null),
    schedule: {
      customSchedule: requesting.customSchedule,
      earliestStart: bounds.earliestStart,
      latestEnd: bounds.latestEnd,
      longestDuration: bounds.longestDuration,
      mustEnd: expiration.kind !== 'NEVER',
    },
    needsApproval: loaded.chain.some(({ preApproved }) => !preApproved),
    stages: await stagePreviews(op.em, loaded, op.viewer.userId, (id, part) =>
      objectAt(op, info, User, id, ['policies', 'stages', part, 'user']),
    ),
    gates: failuresOf(loaded).map(shownGate),
  };
}

/** An object read as anywhere else, where it was asked for at all. */
async function objectAt(
  op: ViewerOperation,
  info: GraphQLResolveInfo,
  entity: EntityClass<object>,
  id: string,
  path: readonly string[],
) {
  return descend(info, path).length > 0 ? node(entity, op, id, info, path) : null;
}
