import {
  AssignAccessPackageInput,
  EndAssignmentInput,
  EndAssignmentsInput,
  ExtendAssignmentInput,
  UpdateAnswersInput,
} from '@gatehouse/schema/assignments/assignment.inputs';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { AccessRequestPayload, AccessRequestsPayload } from '@gatehouse/schema/requests/request.payloads';
import { type GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { act, actEach } from '../../kernel/graphql/act.ts';
import { SignedIn } from '../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../kernel/operation.ts';
import * as asks from './submitting/ask.service.ts';

const REQUEST = { accessRequest: AccessRequest };

/** Changes of assignments. Nothing about an assignment is written directly: each of these is a request. */
@Resolver()
export class AssignmentRequestResolver {
  @Mutation(() => AccessRequestsPayload, { description: 'Assigns a package directly to people; each stands on its own.' })
  @SignedIn({ inCatalogs: true })
  assignAccessPackage(
    @Arg('input', () => AssignAccessPackageInput, { description: 'What, to whom, under which policy.' })
    input: AssignAccessPackageInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    const items = { field: 'accessRequests', entity: AccessRequest, at: 'targets', each: input.targets };
    return actEach(op, info, input, items, (change, target) => asks.assignAccessPackage(change, input, target));
  }

  @Mutation(() => AccessRequestPayload, { description: 'Gives your access up, or takes somebody\u2019s away.' })
  @SignedIn({ inCatalogs: true })
  endAssignment(
    @Arg('input', () => EndAssignmentInput, { description: 'Which, and why.' }) input: EndAssignmentInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, REQUEST, (change) => asks.endAssignment(change, input));
  }

  @Mutation(() => AccessRequestsPayload, { description: 'Ends several assignments; each stands on its own.' })
  @SignedIn({ inCatalogs: true })
  endAssignments(
    @Arg('input', () => EndAssignmentsInput, { description: 'Which, and why.' }) input: EndAssignmentsInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    const items = { field: 'accessRequests', entity: AccessRequest, at: 'assignmentIds', each: input.assignmentIds };
    const { justification } = input;
    return actEach(
      op,
      info,
      input,
      items,
      async (change, assignmentId) => (await asks.endAssignment(change, { assignmentId, justification })).accessRequest,
    );
  }

  @Mutation(() => AccessRequestPayload, {
    description: 'Asks to keep access for longer; with a role in the catalog, moves its end.',
  })
  @SignedIn({ inCatalogs: true })
  extendAssignment(
    @Arg('input', () => ExtendAssignmentInput, { description: 'Which, until when, and why.' }) input: ExtendAssignmentInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, REQUEST, (change) => asks.extendAssignment(change, input));
  }

  @Mutation(() => AccessRequestPayload, { description: 'Changes answers given for an assignment.' })
  @SignedIn({ inCatalogs: true })
  updateAnswers(
    @Arg('input', () => UpdateAnswersInput, { description: 'Which assignment, and the answers that change.' })
    input: UpdateAnswersInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, REQUEST, (change) => asks.updateAnswers(change, input));
  }
}
