import { User } from '@gatehouse/schema/identity/user.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { afterConsent } from '@gatehouse/schema/rules/request-flow';
import { type Change } from '../../kernel/change.ts';
import { lockRow } from '../../kernel/lock.ts';
import { aboutRequest } from './about-request.ts';
import { standing } from './approving/decide.service.ts';
import { awaitedFor } from './awaited.ts';
import { applyStep, inHand, type RequestInHand } from './flow.ts';

/** Looks at a locked request that waits for its target: it goes on, goes on waiting, or lapses. */
export async function goOn(change: Change, hand: RequestInHand): Promise<void> {
  const { request } = hand;
  const { awaited: was, dueAt: until, startsAt } = request;
  if (was === null || until === null) throw new Error(`${request.id} waits for nobody`);
  const awaited = await awaitedFor(change, request);
  const failures = awaited === null ? await standing(change, hand) : [];
  const step = afterConsent({ was, awaited, until, startsAt, failures, now: change.now });
  if (!step) return;
  if (step.ok && step.event === 'DELIVER') change.audit({ ...aboutRequest(request), action: 'request.started' });
  await applyStep(change, hand, step);
}

/** Somebody proved their mail address or accepted something: what waited for that goes on, in the order in which it was asked for. */
export async function goOnFor(change: Change, { userId }: { userId: string }): Promise<void> {
  await change.em.flush();
  const waiting = await change.em.find(AccessRequest, { target: userId, awaited: { $ne: null } }, { orderBy: { id: 'asc' } });
  if (waiting.length === 0) return;
  await lockRow(change, User, userId);
  // Nobody's doing but the system's: whoever accepted asked for nothing.
  const system = change.asSystem();
  for (const { id } of waiting) {
    const request = (await lockRow(system, AccessRequest, id))!;
    if (request.awaited !== null && request.undoUntil === null) await goOn(system, await inHand(system, request));
  }
}
