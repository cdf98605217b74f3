import { type Bases } from './base.ts';

export const REQUEST_INPUTS: Bases = {
  submitAccessRequest: { by: 'req', input: (c) => ({ accessPackageId: c.place.packages.fresh.id }) },
  'submitAccessRequest (on behalf)': {
    by: 'mgr',
    input: (c) => ({ accessPackageId: c.place.packages.fresh.id, targetId: c.place.requester.id }),
  },
  cancelAccessRequest: { by: 'req', input: (c) => ({ requestId: c.place.requests.pending.id }) },
  commentOnRequest: { by: 'req', input: (c) => ({ requestId: c.place.requests.pending.id, text: 'A word' }) },
  decideApproval: { by: 'apv', input: (c) => ({ stageId: c.place.ids.pendingStage, decision: 'DENY' }) },
  decideApprovals: { by: 'apv', input: (c) => ({ stageIds: [c.place.ids.pendingStage], decision: 'APPROVE' }) },
  takeBackDecision: { by: 'apv', input: (c) => ({ stageId: c.place.ids.scheduledStage }) },
  takeBackDecisions: { by: 'apv', input: (c) => ({ stageIds: [c.place.ids.scheduledStage] }) },
  reassignApproval: { by: 'apv', input: (c) => ({ stageId: c.place.ids.pendingStage, userId: c.place.target.id }) },
  revokeApproval: { by: 'apv', input: (c) => ({ requestId: c.place.requests.delivered.id }) },
  reprocessAccessRequest: { by: 'asg', input: (c) => ({ requestId: c.place.requests.failed.id }) },
};
