import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { Decision } from '@gatehouse/schema/requests/decision.entity';
import { RequestAnswer } from '@gatehouse/schema/requests/request-answer.entity';
import { RequestComment } from '@gatehouse/schema/requests/request-comment.entity';
import { StageApprover } from '@gatehouse/schema/requests/stage-approver.entity';
import { on } from '../../kernel/events/domain-events.ts';
import { goOnFor } from './go-on.ts';
import { type Module } from '../../kernel/module.ts';
import { ACCESS_REQUEST_READS } from './showing/access-request.read.ts';
import { STAGE_READS } from './showing/approval-stage.read.ts';
import { ApprovalResolver } from './approving/approval.resolver.ts';
import { AssignmentRequestResolver } from './assignment-request.resolver.ts';
import { endLeaversWorker, scopeLeavers } from './ending/end-leavers.worker.ts';
import { recordRemoval } from './ending/on-assignment-replaced.record-removal.ts';
import { closeRequest } from './on-assignment-settled.close-request.ts';
import { eraseTexts } from './ending/on-user-erased.erase-texts.ts';
import { releaseEverything, releaseStages } from './ending/on-user-gone.release-requests.ts';
import { RequestResolver } from './request.resolver.ts';
import { expiry, scheduledStarts, stageDeadlines } from './requests.jobs.ts';
import { RequestsSubscription } from './watching/requests.subscription.ts';

/** Asking, deciding, and everything that begins or ends access. */
export const requests: Module = {
  name: 'requests',
  entities: [AccessRequest, ApprovalStage, Decision, RequestAnswer, RequestComment, StageApprover],
  reads: [...ACCESS_REQUEST_READS, ...STAGE_READS],
  resolvers: [RequestResolver, ApprovalResolver, AssignmentRequestResolver, RequestsSubscription],
  handlers: [
    on('assignmentSettled', closeRequest),
    on('assignmentReplaced', recordRemoval),
    on('userBlocked', releaseStages),
    on('userDeleted', releaseEverything),
    on('mailProved', goOnFor),
    on('termsAccepted', goOnFor),
    on('userErased', eraseTexts),
  ],
  jobs: [scheduledStarts, stageDeadlines, expiry, scopeLeavers],
  workers: [endLeaversWorker()],
};

declare module '../../kernel/events/facts.ts' {
  interface DomainFacts {
    /** A request became one that is to be delivered now. */
    requestReadyToDeliver: { requestId: string };
    /** A failed delivery is to be tried again. */
    requestReprocessed: { requestId: string };
    /** A request or a stage of it moved on. */
    requestMoved: { requestId: string };
  }
}

declare module '../../kernel/jobs/work-queue.ts' {
  interface WorkData {
    /** End the access of those whom a policy left out, the next ones after a place in the order of their ids. */
    'end-leavers': { after: string };
  }
}
