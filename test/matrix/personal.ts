import { ApiToken } from '@gatehouse/schema/identity/api-token.entity';
import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { Session } from '@gatehouse/schema/identity/session.entity';
import { Notification } from '@gatehouse/schema/notifications/notification.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { type TestApp } from '../testkit/app.ts';

/** What belongs to one person alone: not even an administrator sees it. */
export interface Personal {
  session: string;
  token: string;
  notification: string;
}

/** Gives somebody a browser that is signed in, a token, and something they are told. */
export async function givePersonal({ world }: TestApp, user: { id: string }): Promise<Personal> {
  return world.write(async (change) => {
    const principal = await change.em.findOneOrFail(Principal, { user: user.id });
    const expiresAt = new Date(change.now.getTime() + 86_400_000);
    const session = change.create(Session, {
      principal,
      secretHash: `session of ${user.id}`,
      method: 'LINK',
      lastSeenAt: change.now,
      expiresAt,
    });
    const token = change.create(ApiToken, {
      principal,
      secretHash: `token of ${user.id}`,
      name: 'Tool',
      scope: 'READ',
      expiresAt,
    });
    const notification = change.create(Notification, {
      user: change.em.getReference(User, user.id),
      kind: 'REQUEST_APPROVED',
      dedupeKey: `matrix/${user.id}`,
    });
    return { session: session.id, token: token.id, notification: notification.id };
  });
}
