import { Session } from '@gatehouse/schema/identity/session.entity';
import { type EndSessionInput } from '@gatehouse/schema/identity/session.inputs';
import { may } from '@gatehouse/schema/rules/permissions';
import { type Change } from '../../change.ts';
import { lockRow } from '../../lock.ts';
import { notFound } from '../../refused.ts';

/** Ends a session: one of the viewer's own, or anybody's by who manages users. Ending it again changes nothing. */
export async function endSession(change: Change, input: EndSessionInput) {
  const session = await lockRow(change, Session, input.id);
  const own = session?.principal.id === change.viewer.principalId;
  if (!session || !(own || may(change.viewer, 'user.manage').allowed)) throw notFound('session', ['id']);
  if (!session.endedAt) {
    session.endedAt = change.now;
    change.audit({ action: 'session.ended', subject: { type: 'Session', id: session.id } });
  }
  return { endedId: session.id };
}
