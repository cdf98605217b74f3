import { AssignmentPolicyVersion } from '@gatehouse/schema/policies/assignment-policy-version.entity';
import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { PolicyApprover } from '@gatehouse/schema/policies/policy-approver.entity';
import { PolicyParty } from '@gatehouse/schema/policies/policy-party.entity';
import { PolicyQuestion } from '@gatehouse/schema/policies/policy-question.entity';
import { PolicyStage } from '@gatehouse/schema/policies/policy-stage.entity';
import { ScopeLeaver } from '@gatehouse/schema/policies/scope-leaver.entity';
import { type Module } from '../../kernel/module.ts';
import { POLICY_READS } from './assignment-policy.read.ts';
import { POLICY_PART_READS } from './policy-parts.read.ts';
import { PolicyResolver } from './policy.resolver.ts';

/** Who may ask for a package, who decides, and for how long. */
export const policies: Module = {
  name: 'policies',
  entities: [AssignmentPolicyVersion, AssignmentPolicy, PolicyApprover, PolicyParty, PolicyQuestion, PolicyStage, ScopeLeaver],
  reads: [...POLICY_READS, ...POLICY_PART_READS],
  resolvers: [PolicyResolver],
};
