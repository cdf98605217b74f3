/**
 * What is plugged into a running server, one line each: the targets it can reach, and what each noun does about the facts
 * of others. Workers stand in jobs/workers.ts, timed jobs in jobs/registry.ts, resolvers in graphql/resolvers.ts.
 */
import { directoryDriver } from './connectors/directory/directory-driver.ts';
import { manualDriver } from './connectors/manual/manual-driver.ts';
import { giveAgainByHand } from './features/assignments/on-lost-grant-asked-for.give-again.ts';
import { noticeFound } from './features/assignments/on-group-members-came.notice-found.ts';
import { noticeLost } from './features/assignments/on-group-members-left.notice-lost.ts';
import { settleAssignments } from './features/assignments/on-grant-settled.settle-assignments.ts';
import { redeliver } from './features/assignments/on-package-roles-changed.redeliver.ts';
import { deliver } from './features/assignments/on-request-ready.deliver.ts';
import { retryGrants } from './features/assignments/on-request-reprocessed.retry-grants.ts';
import { endSessions } from './features/identity/on-user-gone.end-sessions.ts';
import { clearNotices, clearTaskNotices } from './features/notifications/on-request-moved.clear-notices.ts';
import { notify } from './features/notifications/on-noteworthy.notify.ts';
import { queueOperation } from './features/provisioning/on-grant-intended.queue-operation.ts';
import { recordRemoval } from './features/requests/on-assignment-replaced.record-removal.ts';
import { overtakeOperations } from './features/provisioning/on-grants-fenced.overtake.ts';
import { resumeDeliveries } from './features/provisioning/on-user-unblocked.resume.ts';
import { closeRequest } from './features/requests/on-assignment-settled.close-request.ts';
import { releaseEverything, releaseStages } from './features/requests/on-user-gone.release-requests.ts';
import { type App } from './operation.ts';

/** The kinds of targets this deployment can reach. */
export function registerDrivers({ connectors }: App): void {
  connectors.register(directoryDriver);
  connectors.register(manualDriver);
}

/** Who reacts to which fact. Handlers of one fact run in this order. */
export function registerHandlers({ events }: App): void {
  events.on('requestReadyToDeliver', deliver);
  events.on('requestReprocessed', retryGrants);
  events.on('grantIntended', queueOperation);
  events.on('grantSettled', settleAssignments);
  events.on('groupMembersLeft', noticeLost);
  events.on('groupMembersCame', noticeFound);
  events.on('lostGrantAskedFor', giveAgainByHand);
  events.on('assignmentSettled', closeRequest);
  events.on('assignmentReplaced', recordRemoval);
  events.on('packageRolesChanged', redeliver);
  events.on('grantsFenced', overtakeOperations);
  events.on('userUnblocked', resumeDeliveries);
  events.on('noteworthy', notify);
  events.on('requestMoved', clearNotices);
  events.on('taskClosed', clearTaskNotices);
  events.on('userBlocked', endSessions);
  events.on('userBlocked', releaseStages);
  events.on('userDeleted', endSessions);
  events.on('userDeleted', releaseEverything);
}
