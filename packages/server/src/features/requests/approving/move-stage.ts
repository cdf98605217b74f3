import { type ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { moved } from '@gatehouse/schema/rules/machine';
import { STAGE_MACHINE, UNDECIDED_STAGE_STATES, type StageEvent } from '@gatehouse/schema/rules/stage-machine';
import { set } from '../../../kernel/set.ts';

/**
 * Moves a locked stage, and says with it since when it is closed. Nothing falls due in a stage that is.
 * @throws Error where its state does not allow the event: a bug, for whoever moves it looked first
 */
export function moveStage(stage: ApprovalStage, event: StageEvent, now: Date): void {
  const state = moved(STAGE_MACHINE, stage.state, event);
  if (UNDECIDED_STAGE_STATES.includes(state)) set(stage, { state, closedAt: null });
  else set(stage, { state, closedAt: now, nextDueAt: null });
}
