import { Notification } from '@gatehouse/schema/notifications/notification.entity';
import { ManualTask } from '@gatehouse/schema/provisioning/manual-task.entity';
import { type EntityClass } from '@mikro-orm/core';
import { type GraphQLResolveInfo } from 'graphql';
import { knewBefore, type LoggedEvent } from '../../kernel/events/event-log-rows.ts';
import { type Told, type Watch } from '../../kernel/events/live.ts';
import { ownUser } from '../../kernel/events/own-user.ts';
import { type ViewerOperation } from '../../kernel/operation.ts';
import { node } from '../../kernel/read/read.ts';
import { tellOfStage } from '../requests/watching/approvals.watch.ts';

const FIELD = 'item';

/** What waits for the viewer and what they are told. */
export function inbox(op: ViewerOperation, info: GraphQLResolveInfo): Watch {
  return {
    scope: { types: ['ApprovalStage', 'ManualTask', 'Notification'], audience: ownUser(op) },
    tell: (now, event) => tellers[event.subjectType as keyof typeof tellers](now, event, info),
  };
}

const tellers = {
  ApprovalStage: (op: ViewerOperation, event: LoggedEvent, info: GraphQLResolveInfo) => tellOfStage(op, event, info, FIELD),
  async ManualTask(op: ViewerOperation, event: LoggedEvent, info: GraphQLResolveInfo) {
    const waits = (await op.em.count(ManualTask, { id: event.subjectId, state: 'OPEN' })) > 0;
    return tellOf(op, event, info, waits ? ManualTask : null);
  },
  Notification: (op: ViewerOperation, event: LoggedEvent, info: GraphQLResolveInfo) => tellOf(op, event, info, Notification),
};

/** The object as far as the viewer sees it; null: it waits for nobody any more. */
async function tellOf(
  op: ViewerOperation,
  event: LoggedEvent,
  info: GraphQLResolveInfo,
  entity: EntityClass<object> | null,
): Promise<Told[]> {
  const id = event.subjectId;
  const item = entity && (await node(entity, op, id, info, [FIELD]));
  if (!item) return [{ kind: 'REMOVED', objectId: id }];
  return [{ kind: (await knewBefore(op.em, event, ownUser(op))) ? 'CHANGED' : 'ADDED', objectId: id, [FIELD]: item }];
}
