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
