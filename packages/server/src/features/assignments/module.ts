import { AssignmentReason } from '@gatehouse/schema/assignments/assignment-reason.entity';
import { Assignment } from '@gatehouse/schema/assignments/assignment.entity';
import { GrantCarrier } from '@gatehouse/schema/assignments/grant-carrier.entity';
import { Grant } from '@gatehouse/schema/assignments/grant.entity';
import { on } from '../../kernel/events/domain-events.ts';
import { type Module } from '../../kernel/module.ts';
import { ASSIGNMENT_READS } from './assignment.read.ts';
import { AssignmentResolver } from './assignment.resolver.ts';
import { nearExpiryNotices } from './assignments.jobs.ts';
import { grantRead } from './grant.read.ts';
import { MyAccessSubscription } from './my-access.subscription.ts';
import { settleAssignments } from './on-grant-settled.settle-assignments.ts';
import { noticeFound } from './on-group-members-came.notice-found.ts';
import { noticeLost } from './on-group-members-left.notice-lost.ts';
import { giveAgainByHand } from './on-lost-grant-asked-for.give-again.ts';
import { redeliver } from './on-package-roles-changed.redeliver.ts';
import { deliver } from './on-request-ready.deliver.ts';
import { retryGrants } from './on-request-reprocessed.retry-grants.ts';
import { redeliverWorker } from './redeliver.worker.ts';
import { packageRedeliveries } from './redeliveries.job.ts';

/** What people hold in our books, and what carries it. */
export const assignments: Module = {
  name: 'assignments',
  entities: [AssignmentReason, Assignment, GrantCarrier, Grant],
  reads: [...ASSIGNMENT_READS, grantRead],
  resolvers: [AssignmentResolver, MyAccessSubscription],
  handlers: [
    on('requestReadyToDeliver', deliver),
    on('requestReprocessed', retryGrants),
    on('grantSettled', settleAssignments),
    on('groupMembersLeft', noticeLost),
    on('groupMembersCame', noticeFound),
    on('lostGrantAskedFor', giveAgainByHand),
    on('packageRolesChanged', redeliver),
  ],
  jobs: [nearExpiryNotices, packageRedeliveries],
  workers: [redeliverWorker()],
};

declare module '../../kernel/events/facts.ts' {
  interface DomainFacts {
    /** The rights of an assignment came to rest in their targets, wholly or partly. */
    assignmentSettled: {
      assignmentId: string;
      direction: 'DELIVERY' | 'REMOVAL';
      event: 'FINISH' | 'FINISH_IN_PART' | 'FAIL_DELIVERY';
    };
    /** A fresh assignment took over from one that is at its end, or failed; the removal is to be recorded. */
    assignmentReplaced: { assignmentId: string; cause: 'EXPIRY' | 'REPLACED' };
    /** A grant is to be given or taken. */
    grantIntended: { grantId: string; action: 'GRANT' | 'REVOKE' };
    /** Grants on their way are not wanted any more, and wait for what becomes of them. */
    grantsFenced: { grantIds: readonly string[] };
  }
}

declare module '../../kernel/jobs/work-queue.ts' {
  interface WorkData {
    /** Give and take what a change of a package's roles means, for the next holders after a place in the order of their ids. */
    redeliver: { accessPackageId: string; after: string };
  }
}
