import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { type GraphQLResolveInfo } from 'graphql';
import { sql } from 'kysely';
import { knewBefore, type LoggedEvent } from '../../../kernel/events/event-log-rows.ts';
import { type Told, type Watch } from '../../../kernel/events/live.ts';
import { ownUser } from '../../../kernel/events/own-user.ts';
import { type ViewerOperation } from '../../../kernel/operation.ts';
import { node } from '../../../kernel/read/read.ts';

/** The approvals that wait for the viewer. */
export function approvalQueue(op: ViewerOperation, info: GraphQLResolveInfo): Watch {
  return {
    scope: { types: ['ApprovalStage'], audience: ownUser(op) },
    tell: (now, event) => tellOfStage(now, event, info, 'approvalStage'),
  };
}

/**
 * What the viewer is told of a stage: the stage while it waits for them, its removal once it does not, and nothing where
 * they were never asked.
 * @param field the field of the event that holds it.
 */
export async function tellOfStage(
  op: ViewerOperation,
  event: LoggedEvent,
  info: GraphQLResolveInfo,
  field: string,
): Promise<Told[]> {
  const id = event.subjectId;
  const { asked, waiting } = await standingIn(op, id);
  if (!asked) return [];
  const stage = waiting ? await node(ApprovalStage, op, id, info, [field]) : null;
  if (!stage) return [{ kind: 'REMOVED', objectId: id }];
  return [{ kind: (await knewBefore(op.em, event, ownUser(op))) ? 'CHANGED' : 'ADDED', objectId: id, [field]: stage }];
}

/** Was the viewer ever asked to decide the stage, and does it wait for them now? One row says both. */
async function standingIn(op: ViewerOperation, stageId: string): Promise<{ asked: boolean; waiting: boolean }> {
  const { rows } = await sql<{ waiting: boolean }>`
    select waiting_since is not null as waiting from stage_approver where stage_id = ${stageId} and user_id = ${op.viewer.userId}`.execute(
    op.em.getKysely(),
  );
  return { asked: rows.length > 0, waiting: rows[0]?.waiting === true };
}
