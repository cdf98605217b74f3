import { type PolicyDefinition } from '@gatehouse/schema/rules/policy';
import { stringify } from 'safe-stable-stringify';

/** Do two definitions say the same? Ids of their parts, and the order of what has no order, do not count. */
export function sameDefinition(a: PolicyDefinition, b: PolicyDefinition): boolean {
  return spelled(a) === spelled(b);
}

function spelled(definition: PolicyDefinition): string {
  const {
    id: _id,
    policyId: _policy,
    scopeUserIds,
    scopeGroupIds,
    scopeOrganizations,
    requesting,
    stages,
    questions,
    ...rest
  } = definition;
  return stringify({
    ...rest,
    scopeUserIds: [...scopeUserIds].sort(),
    scopeGroupIds: [...scopeGroupIds].sort(),
    scopeOrganizations: sorted(scopeOrganizations),
    requesting: { ...requesting, onBehalfUserIds: [...requesting.onBehalfUserIds].sort() },
    stages: sorted(stages.map(({ id: _stage, approvers, ...stage }) => ({ ...stage, approvers: sorted(approvers) }))),
    questions: questions.map(({ id: _question, ...question }) => question),
  })!;
}

function sorted(values: readonly object[]): string[] {
  return values.map((value) => stringify(value)!).sort();
}
