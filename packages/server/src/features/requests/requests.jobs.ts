import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { OPEN_ASSIGNMENT_STATES } from '@gatehouse/schema/rules/assignment-machine';
import { dueJob } from '../../kernel/jobs/each-due.ts';
import { expire } from './ending/expire.ts';
import { startScheduled } from './start-scheduled.ts';
import { workOnStage } from './approving/stage-deadline.ts';

/** Goes on with what was decided and whose time has come: the undo window is over, or the chosen start is reached. */
export const scheduledStarts = dueJob({
  name: 'scheduled-starts',
  phase: 'START',
  schedule: '*/2 * * * * *',
  description: 'Lets decisions take effect whose undo window is over, and delivers requests whose start is reached.',
  entity: AccessRequest,
  due: 'dueAt',
  where: { state: { $in: ['PENDING_APPROVAL', 'SCHEDULED'] } },
  handle: startScheduled,
});

/** Reminds, escalates and lapses open approval stages, each in the order it falls due. */
export const stageDeadlines = dueJob({
  name: 'stage-deadlines',
  phase: 'DECIDE',
  schedule: '*/15 * * * * *',
  description: 'Reminds approvers, asks escalation approvers, and lets undecided stages lapse.',
  entity: ApprovalStage,
  due: 'nextDueAt',
  where: { state: 'OPEN' },
  handle: workOnStage,
});

/** Ends access whose end is reached, by a removal request of the system. */
export const expiry = dueJob({
  name: 'expiry',
  phase: 'END',
  schedule: '*/5 * * * * *',
  description: 'Ends assignments whose end is reached.',
  entity: Assignment,
  due: 'expiresAt',
  where: { state: { $in: [...OPEN_ASSIGNMENT_STATES] } },
  handle: expire,
});
