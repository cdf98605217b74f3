import { AccessPackage } from '@gatehouse/schema/catalog/access-package.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { PolicyQuestion } from '@gatehouse/schema/policies/policy-question.entity';
import { Terms } from '@gatehouse/schema/terms/terms.entity';
import { addFollows } from '@gatehouse/schema/rules/gate-assignment';
import { foreseenGates, type GateFailure } from '@gatehouse/schema/rules/gates';
import { disclosure, type Disclosure } from '@gatehouse/schema/rules/disclosure';
import { choosePolicies, type PolicyVerdict } from '@gatehouse/schema/rules/policy-choice';
import { addBounds } from '@gatehouse/schema/rules/schedule';
import { spokenTo } from '@gatehouse/schema/rules/spoken-to';
import { type EntityClass } from '@mikro-orm/core';
import { type GraphQLResolveInfo } from 'graphql';
import { sees } from '../../../kernel/authz/seen.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { descend } from '../../../kernel/read/collect.ts';
import { node } from '../../../kernel/read/read.ts';
import { shownGate } from '../shown-gate.ts';
import { foreseenRefusal } from './foreseen-refusal.ts';
import { loadAsk, mayAskFor, NO_WISH, type Ask, type LoadedAsk } from './request-facts.ts';
import { gateSpeaker } from './spoken-gates.ts';
import { stagePreviews } from './stage-preview.ts';

/**
 * Everything there is to know before asking for a package: the same facts and the same gates as the real submit, only that
 * nothing was filled in yet, so the answers are not judged. Whoever holds the package's id is answered; names are told as
 * far as they are theirs to see.
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
  const told = disclosure({
    kind: op.viewer.kind,
    seesPackage: await sees(op, AccessPackage, loaded.accessPackage.id),
  });
  const ways: Way[] = [];
  for (const verdict of applicable) ways.push(await wayUnder(op, ask, verdict));
  const failures = ways.length > 0 ? leastOf(ways) : foreseenGates(loaded.facts);
  const speak = await gateSpeaker(
    op,
    op.em,
    { catalogId: loaded.catalog.id, targetId: target, requesterId: op.viewer.userId },
    [failures, ...ways.map((way) => way.failures)].flat().map(shownGate),
  );
  const gates = (of: readonly GateFailure[]) => speak(of.map(shownGate));
  return {
    accessPackage: await objectAt(op, info, AccessPackage, loaded.accessPackage.id, ['accessPackage']),
    accessPackageName: told.package ? loaded.accessPackage.name : null,
    target: await objectAt(op, info, User, target, ['target']),
    mayRequest: failures.length === 0,
    policies: told.package
      ? await Promise.all(ways.map((way, index) => policyOption(op, info, way, { isDefault: index === 0, told, gates })))
      : [],
    terms: (await Promise.all(loaded.facts.termsDue.map((id) => objectAt(op, info, Terms, id, ['terms'])))).filter(
      (one) => one !== null,
    ),
    gates: gates(failures),
    reference: told.reference && failures.length > 0 ? await foreseenRefusal(op, ask, loaded, failures) : null,
  };
}

/** How an option is shown: what may be told, and failed gates in words for the viewer. */
interface Shown {
  isDefault: boolean;
  told: Disclosure;
  gates: (failures: readonly GateFailure[]) => unknown;
}

/** One policy that applies, with what a request under it would meet. */
interface Way {
  verdict: PolicyVerdict;
  loaded: LoadedAsk;
  failures: readonly GateFailure[];
}

async function wayUnder(op: ViewerOperation, ask: Ask, verdict: PolicyVerdict): Promise<Way> {
  const loaded = (await loadAsk(op, op.em, { ...ask, namedPolicyId: verdict.candidate.definition.policyId }))!;
  return { verdict, loaded, failures: foreseenGates(loaded.facts) };
}

/** Of several policies to choose from, what stands in the way under the one with the least in the way. */
function leastOf(ways: readonly Way[]): readonly GateFailure[] {
  return ways.map(({ failures }) => failures).reduce((least, failures) => (failures.length < least.length ? failures : least));
}

async function policyOption(op: ViewerOperation, info: GraphQLResolveInfo, way: Way, shown: Shown) {
  const { verdict, loaded, failures } = way;
  const { told, gates } = shown;
  const { definition, name } = verdict.candidate;
  const { expiration, requesting } = definition;
  const { id, name: called } = loaded.target;
  const reader = { id: op.viewer.userId, target: { id, name: told.fixers ? called : null } };
  const bounds = addBounds({
    expiration,
    mayChoose: requesting.customSchedule,
    notBefore: addFollows(loaded.facts),
    now: op.now,
  });
  const questions = [...definition.questions].sort((a, b) => a.order - b.order);
  return {
    policy: await objectAt(op, info, AssignmentPolicy, definition.policyId, ['policies', 'policy']),
    policyId: definition.policyId,
    policyName: name,
    because: spokenTo(verdict.message, reader),
    isDefault: shown.isDefault,
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
    stages: await stagePreviews(op.em, loaded, op.viewer.userId, {
      named: failures.length === 0 || told.approversThoughRefused,
      userAt: (id, part) => objectAt(op, info, User, id, ['policies', 'stages', part, 'user']),
    }),
    gates: gates(failures),
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
