import { User } from '@gatehouse/schema/identity/user.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { afterStart } from '@gatehouse/schema/rules/request-flow';
import { type Change } from '../../change.ts';
import { lockRow } from '../../lock.ts';
import { aboutRequest } from './about-request.ts';
import { announceRequest } from './announce-request.ts';
import { standing } from './decide.service.ts';
import { applyStep, inHand, notify } from './flow.ts';

/**
 * Looks at a scheduled request whose time has come: first the undo window closes (only now is "approved" said), then the
 * start is reached and the standing gates are asked once more.
 */
export async function startScheduled(change: Change, requestId: string): Promise<void> {
  const found = await change.em.findOneOrFail(AccessRequest, requestId);
  await lockRow(change, User, found.target.id);
  const request = (await lockRow(change, AccessRequest, requestId))!;
  if (request.state !== 'SCHEDULED' || request.dueAt === null || request.dueAt > change.now) return;
  const hand = await inHand(change, request);
  if (request.undoUntil !== null) {
    request.undoUntil = null;
    await notify(change, hand, { notification: 'REQUEST_APPROVED', audience: 'INVOLVED', stageOrder: null });
  }
  if (request.startsAt !== null && request.startsAt > change.now) {
    request.dueAt = request.startsAt;
    await announceRequest(change, request);
    return;
  }
  const step = afterStart({
    state: request.state,
    until: request.dueAt,
    failures: await standing(change, hand),
    now: change.now,
  });
  if (!step) return;
  if (step.ok && step.event === 'DELIVER') change.audit({ ...aboutRequest(request), action: 'request.started' });
  await applyStep(change, hand, step);
}
