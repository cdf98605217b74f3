import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { type GraphQLResolveInfo } from 'graphql';
import { sql } from 'kysely';
import { knewBefore, type LoggedEvent } from '../../kernel/events/event-log-rows.ts';
import { type Told, type Watch } from '../../kernel/events/live.ts';
import { ownUser } from '../../kernel/events/own-user.ts';
import { type ViewerOperation } from '../../kernel/operation.ts';
import { node } from '../../kernel/read/read.ts';

const FIELD = 'assignment';

/** The viewer's own assignments, and the rights they carry. */
export function myAccess(op: ViewerOperation, info: GraphQLResolveInfo): Watch {
  return {
    scope: { types: ['Assignment', 'Grant'], audience: ownUser(op) },
    tell: (now, event) => (event.subjectType === 'Grant' ? tellOfGrant(now, event, info) : tellOfAssignment(now, event, info)),
  };
}

async function tellOfAssignment(op: ViewerOperation, event: LoggedEvent, info: GraphQLResolveInfo): Promise<Told[]> {
  const id = event.subjectId;
  const found = await op.em.findOne(Assignment, id, { fields: ['state', 'target'] });
  if (found && found.target.id !== ownUser(op)) return [];
  const assignment = found && found.state !== 'EXPIRED' ? await node(Assignment, op, id, info, [FIELD]) : null;
  if (!assignment) return [{ kind: 'REMOVED', objectId: id }];
  return [{ kind: (await knewBefore(op.em, event, ownUser(op))) ? 'CHANGED' : 'ADDED', objectId: id, [FIELD]: assignment }];
}

/** A right is shown with every assignment that carries it. */
async function tellOfGrant(op: ViewerOperation, event: LoggedEvent, info: GraphQLResolveInfo): Promise<Told[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct a.id from grant_carrier c join assignment a on a.id = c.assignment_id
    where c.grant_id = ${event.subjectId} and a.target_id = ${ownUser(op)} and a.state <> 'EXPIRED' order by a.id`.execute(
    op.em.getKysely(),
  );
  const assignments = await Promise.all(rows.map(async ({ id }) => ({ id, row: await node(Assignment, op, id, info, [FIELD]) })));
  return assignments.flatMap(({ id, row }) => (row ? [{ kind: 'CHANGED', objectId: id, [FIELD]: row } as const] : []));
}
