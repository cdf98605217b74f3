import { LockMode } from '@mikro-orm/core';
import { Session } from '@gatehouse/schema/identity/session.entity';
import { type EndSessionInput } from '@gatehouse/schema/identity/session.inputs';
import { type Change } from '../../../kernel/change.ts';
import { lockRow } from '../../../kernel/lock.ts';
import { notFound } from '../../../kernel/refused.ts';

/** Ends a session of the viewer, this one or another. Ending it again changes nothing. */
export async function endSession(change: Change, input: EndSessionInput) {
  const session = await lockRow(change, Session, input.id);
  if (session?.principal.id !== change.viewer.principalId) throw notFound('session', ['id']);
  if (!session.endedAt) {
    session.endedAt = change.now;
    change.audit({ action: 'session.ended', subject: { type: 'Session', id: session.id } });
  }
  return { endedId: session.id };
}

/** Ends every session of the viewer but the one in use; with a token, every one. Each is evidence by itself. */
export async function endOtherSessions(change: Change) {
  const { principalId, sessionId } = change.viewer;
  const others = await change.em.find(
    Session,
    { principal: principalId, endedAt: null, ...(sessionId !== null && { id: { $ne: sessionId } }) },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } },
  );
  for (const session of others) {
    session.endedAt = change.now;
    change.audit({ action: 'session.ended', subject: { type: 'Session', id: session.id } });
  }
  return { endedIds: others.map(({ id }) => id) };
}
