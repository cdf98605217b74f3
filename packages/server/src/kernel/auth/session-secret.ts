import { sessionFate } from '@gatehouse/schema/rules/session-rotation';
import { sql } from 'kysely';
import { type Identified } from '../authz/load-viewer.ts';
import { inChange } from '../change.ts';
import { systemOperation } from '../jobs/system-operation.ts';
import { type App } from '../operation.ts';
import { hashSecret, newSecret } from './secrets.ts';

/** A session as it was found by a secret that a browser showed. */
interface Shown {
  found: Identified;
  secretHash: string;
}

/**
 * Looks what becomes of a session whose secret was shown (rules/session-rotation).
 * @returns `OVER` where it was ended, because two have secrets of it; `ROTATE` where the browser is to get another one
 */
export async function lookAtSecret(app: App, { found, secretHash }: Shown): Promise<'GOOD' | 'ROTATE' | 'OVER'> {
  const { secret, viewer } = found;
  if (!secret) return 'GOOD';
  const now = app.now();
  switch (sessionFate(secret, now)) {
    case 'KEEP':
      return 'GOOD';
    case 'ROTATE':
      return 'ROTATE';
    case 'SETTLE':
      await sql`update session set settled_at = ${now} where secret_hash = ${secretHash} and settled_at is null`.execute(
        app.orm.em.fork().getKysely(),
      );
      return 'GOOD';
    case 'END':
      await endStolen(app, viewer.sessionId!, viewer.userId!);
      return 'OVER';
  }
}

/**
 * Gives a session another secret. The one that was shown stays good until the browser shows the new one. Of several requests
 * that come at once, one gets it.
 * @returns the secret, for the cookie; null where another request got one
 */
export async function rotateSecret(app: App, { found, secretHash }: Shown): Promise<string | null> {
  const secret = newSecret();
  const { rotatedAt } = found.secret!;
  const { numAffectedRows = 0n } = await sql`
    update session set secret_hash = ${hashSecret(secret)}, previous_hash = ${secretHash}, rotated_at = ${app.now()}, settled_at = null
    where id = ${found.viewer.sessionId} and rotated_at = ${rotatedAt} and ended_at is null`.execute(
    app.orm.em.fork().getKysely(),
  );
  return numAffectedRows > 0n ? secret : null;
}

async function endStolen(app: App, id: string, userId: string): Promise<void> {
  await inChange(systemOperation(app, app.now()), async (change) => {
    const { numAffectedRows = 0n } = await sql`
      update session set ended_at = ${change.now} where id = ${id} and ended_at is null`.execute(change.em.getKysely());
    if (numAffectedRows === 0n) return;
    change.audit({ action: 'session.replayed', outcome: 'REFUSED', subject: { type: 'Session', id }, targetId: userId });
  });
}
