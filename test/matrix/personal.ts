import { ApiToken } from '@gatehouse/schema/identity/api-token.entity';
import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { Session } from '@gatehouse/schema/identity/session.entity';
import { Notification } from '@gatehouse/schema/notifications/notification.entity';
import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { ManualTask } from '@gatehouse/schema/provisioning/manual-task.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { type FurnishedPlace } from './matrix-world.ts';
import { type TestApp } from '../testkit/app.ts';

/** What belongs to one person alone: but for tokens, not even an administrator sees it. */
export interface Personal {
  session: string;
  token: string;
  notification: string;
  /** A token that is no more, and something that was read. */
  revokedToken: string;
  readNotification: string;
}

/** Gives somebody a browser that is signed in, a token, and something they are told. */
export async function givePersonal(
  { world }: TestApp,
  user: { id: string },
  about: FurnishedPlace,
  service: { id: string },
): Promise<Personal> {
  return world.write(async (change) => {
    const principal = await change.em.findOneOrFail(Principal, { user: user.id });
    const expiresAt = new Date(change.now.getTime() + 86_400_000);
    const session = change.create(Session, {
      principal,
      secretHash: `session of ${user.id}`,
      provider: 'Contoso',
      method: 'LINK',
      userAgent: 'Firefox',
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
    const revokedToken = change.create(ApiToken, {
      principal,
      secretHash: `revoked token of ${user.id}`,
      name: 'Old tool',
      scope: 'READ',
      catalogIds: [about.catalog.id],
      expiresAt,
      lastUsedAt: change.now,
      revokedAt: change.now,
    });
    const { em } = change;
    const readNotification = change.create(Notification, {
      user: em.getReference(User, user.id),
      kind: 'REQUEST_APPROVED',
      dedupeKey: `matrix/read/${user.id}`,
      person: em.getReference(User, user.id),
      request: em.getReference(AccessRequest, about.requests.pending.id),
      stage: em.getReference(ApprovalStage, about.ids.pendingStage),
      assignment: em.getReference(Assignment, about.ids.assignment),
      task: em.getReference(ManualTask, about.ids.openTask),
      token,
      service: em.getReference(User, service.id),
      readAt: change.now,
    });
    return {
      revokedToken: revokedToken.id,
      readNotification: readNotification.id,
      session: session.id,
      token: token.id,
      notification: notification.id,
    };
  });
}
