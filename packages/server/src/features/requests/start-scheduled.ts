import { User } from '@gatehouse/schema/identity/user.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { afterStart } from '@gatehouse/schema/rules/request-flow';
import { type Change } from '../../kernel/change.ts';
import { lockRow } from '../../kernel/lock.ts';
import { aboutRequest } from './about-request.ts';
import { closeUndoWindow } from './approving/close-undo-window.ts';
import { standing } from './approving/decide.service.ts';
import { goOn } from './go-on.ts';
import { applyStep, inHand } from './flow.ts';

/**
 * Looks at a request whose time has come: at the end of the undo window what was decided takes effect; at the start the
 * standing gates are asked once more, and it is delivered.
 */
export async function startScheduled(change: Change, requestId: string): Promise<void> {
  const found = await change.em.findOneOrFail(AccessRequest, requestId);
  await lockRow(change, User, found.target.id);
  const request = (await lockRow(change, AccessRequest, requestId))!;
  if (request.dueAt === null || request.dueAt > change.now) return;
  const hand = await inHand(change, request);
  if (request.undoUntil !== null) return closeUndoWindow(change, hand);
  if (request.state !== 'SCHEDULED') return;
  if (request.awaited !== null) return goOn(change, hand);
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
