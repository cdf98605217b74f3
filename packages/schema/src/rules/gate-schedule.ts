import { isOpenAssignment } from './assignment-machine.ts';
import type { Agreed, Asked, Failing } from './gate.ts';
import { addFollows } from './gate-assignment.ts';
import type { GateSchedule } from './gate-details.ts';
import type { GateFacts } from './gate-facts.ts';
import type { PolicyDefinition } from './policy.ts';
import type { RequestAction } from './request-types.ts';
import { resolveAddSchedule, resolveExtension, standingSchedule, type ScheduleAnswer } from './schedule.ts';
import { RequestType } from './vocabulary.ts';

/** Gate 13, SCHEDULE_OUT_OF_BOUNDS: refused with what is allowed, never changed silently. */
export function outOfBounds({ schedule }: Pick<Asked, 'schedule'>): Failing<GateSchedule> | null {
  if (schedule === null || schedule.ok) return null;
  const { message, at, bounds } = schedule;
  return { message, fixedBy: 'REQUESTER', ...(at && { path: [at] }), details: { type: 'GateSchedule', ...bounds } };
}

/** The same at approval and start. Where access to be extended has ended meanwhile there is no old end to count from. */
export function outOfTime({ action, assignment, agreed, now }: Agreed): Failing | null {
  const ended = action === 'EXTEND' && (assignment === null || !isOpenAssignment(assignment.state, assignment.expiresAt, now));
  if (!ended && standingSchedule(agreed, now) !== null) return null;
  return {
    message: ended ? 'The access to be extended has ended.' : 'The end asked for has passed.',
    fixedBy: 'REQUESTER',
  };
}

/** The schedule that a request would have under a policy; null where its action has none. */
export function scheduleAsked(facts: GateFacts, action: RequestAction, definition: PolicyDefinition): ScheduleAnswer | null {
  const byAdministrator = facts.type === RequestType.ADMIN_ADD || facts.type === RequestType.ADMIN_UPDATE;
  const common = {
    expiration: definition.expiration,
    mayChoose: byAdministrator || definition.requesting.customSchedule,
    now: facts.now,
  };
  if (action === 'ADD') return resolveAddSchedule({ ...common, notBefore: addFollows(facts) }, facts.asked);
  if (action !== 'EXTEND') return null;
  const { assignment, now } = facts;
  const held = {
    startsAt: assignment?.startsAt ?? now,
    currentEnd: assignment?.expiresAt ?? null,
    extendedFrom: assignment?.extendedFrom ?? null,
  };
  return resolveExtension({ ...common, byAdministrator, ...held }, facts.asked);
}
