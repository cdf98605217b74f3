import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { type GraphQLResolveInfo } from 'graphql';
import { type Watch } from '../../../kernel/events/live.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { node } from '../../../kernel/read/read.ts';

const FIELD = 'accessRequest';

/**
 * One request and everything that belongs to it. Somebody who may not see it is told nothing, as if there were none; somebody
 * who saw it, or was among those it concerned, is told once that it is gone.
 */
export async function oneRequest(op: ViewerOperation, id: string, info: GraphQLResolveInfo): Promise<Watch> {
  const { userId } = op.viewer;
  const request = await op.em.findOne(AccessRequest, id, { fields: ['requester', 'target'] });
  const involved = userId !== null && (request?.target.id === userId || request?.requester?.id === userId);
  let seen = (await node(AccessRequest, op, id, info, [FIELD])) !== null;
  return {
    scope: { requestId: id },
    latestOnly: true,
    // What is announced to the approvers alone may still be taken back: requester and target learn nothing of it.
    concerns: ({ subjectType, audience }) =>
      !involved || !['AccessRequest', 'ApprovalStage'].includes(subjectType) || audience.includes(userId),
    async tell(now, event) {
      const request = await node(AccessRequest, now, id, info, [FIELD]);
      const before = seen;
      seen = request !== null;
      if (request) return [{ kind: before ? 'CHANGED' : 'ADDED', objectId: id, [FIELD]: request }];
      const concerned = now.viewer.userId !== null && event.audience.includes(now.viewer.userId);
      return before || concerned ? [{ kind: 'REMOVED', objectId: id }] : [];
    },
  };
}
