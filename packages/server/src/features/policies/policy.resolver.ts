import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { AssignmentPolicyListArgs } from '@gatehouse/schema/policies/assignment-policy.filters';
import { PolicyDefinitionInput } from '@gatehouse/schema/policies/policy-definition.inputs';
import {
  ConfirmPolicyVersionInput,
  CreateAssignmentPolicyInput,
  UpdateAssignmentPolicyInput,
} from '@gatehouse/schema/policies/policy.inputs';
import { AssignmentPolicyPayload, PolicyScopePreview } from '@gatehouse/schema/policies/policy.payloads';
import { connectionOf } from '@gatehouse/schema/shared/connections';
import { DeleteInput, DeletePayload } from '@gatehouse/schema/shared/inputs';
import { type ListRequest } from '@gatehouse/schema/shared/orders';
import { type GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from 'type-graphql';
import { act, type Answer } from '../../kernel/graphql/act.ts';
import { SignedIn } from '../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../kernel/operation.ts';
import { connection } from '../../kernel/read/read.ts';
import { confirmPolicyVersion } from './confirm-version.service.ts';
import * as policies from './policy.service.ts';
import * as leavers from './scope-leavers.ts';

const AssignmentPolicyConnection = connectionOf('AssignmentPolicy', () => AssignmentPolicy);

@Resolver()
export class PolicyResolver {
  @Query(() => AssignmentPolicyConnection, {
    description: 'Assignment policies you may see: those of your catalogs, and the ones you could ask under.',
  })
  @SignedIn({ inCatalogs: true })
  assignmentPolicies(
    @Args(() => AssignmentPolicyListArgs) args: ListRequest,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return connection(AssignmentPolicy, op, args, info);
  }

  @Query(() => PolicyScopePreview, {
    nullable: true,
    description: 'What it would do to those who hold access under a policy to let it say exactly this.',
  })
  @SignedIn({ inCatalogs: true })
  policyScopePreview(
    @Arg('policyId', () => ID, { description: 'The policy.' }) policyId: string,
    @Arg('definition', () => PolicyDefinitionInput, { description: 'All it would say.' }) definition: PolicyDefinitionInput,
    @Ctx() op: ViewerOperation,
  ) {
    return leavers.policyScopePreview(op, policyId, definition);
  }

  @Mutation(() => AssignmentPolicyPayload, { description: 'Makes an assignment policy of a package.' })
  @SignedIn({ inCatalogs: true })
  createAssignmentPolicy(
    @Arg('input', () => CreateAssignmentPolicyInput, { description: 'What it says.' }) input: CreateAssignmentPolicyInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return withWarnings(
      act(op, info, input, { assignmentPolicy: AssignmentPolicy }, (change) => policies.createAssignmentPolicy(change, input)),
    );
  }

  @Mutation(() => AssignmentPolicyPayload, {
    description: 'Changes an assignment policy. What it says is replaced as a whole; pending requests keep what it said.',
  })
  @SignedIn({ inCatalogs: true })
  updateAssignmentPolicy(
    @Arg('input', () => UpdateAssignmentPolicyInput, { description: 'What changes.' }) input: UpdateAssignmentPolicyInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return withWarnings(
      act(op, info, input, { assignmentPolicy: AssignmentPolicy }, (change) => policies.updateAssignmentPolicy(change, input)),
    );
  }

  @Mutation(() => AssignmentPolicyPayload, {
    description: 'Confirms what somebody else wrote into a policy, so that it serves its author too.',
  })
  @SignedIn({ inCatalogs: true })
  confirmPolicyVersion(
    @Arg('input', () => ConfirmPolicyVersionInput, { description: 'Which version.' }) input: ConfirmPolicyVersionInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return withWarnings(
      act(op, info, input, { assignmentPolicy: AssignmentPolicy }, (change) => confirmPolicyVersion(change, input)),
    );
  }

  @Mutation(() => DeletePayload, { description: 'Deletes an assignment policy that nobody ever asked under.' })
  @SignedIn({ inCatalogs: true })
  deleteAssignmentPolicy(
    @Arg('input', () => DeleteInput, { description: 'What to delete.' }) input: DeleteInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, {}, (change) => policies.deleteAssignmentPolicy(change, input));
  }
}

/** A refused policy warns of nothing. */
async function withWarnings(answer: Promise<Answer>): Promise<Answer> {
  return { warnings: [], ...(await answer) };
}
