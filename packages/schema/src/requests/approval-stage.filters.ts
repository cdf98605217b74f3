import { GroupFilter } from '../identity/group.filters.ts';
import { UserFilter } from '../identity/user.filters.ts';
import { ApproverKind, ApproverRole, DecisionKind, StageState } from '../rules/vocabulary.ts';
import {
  byFlag,
  byId,
  byInt,
  byMany,
  byOne,
  byOneOrNone,
  byText,
  byTime,
  byWord,
  filterFor,
  type FilterClass,
  type FilterValue,
} from '../shared/filters.ts';
import { listArgs, orderFor, type OrderInput } from '../shared/orders.ts';
import { AccessRequestFilter } from './access-request.filters.ts';

export const ApprovalStageFilter: FilterClass = filterFor('ApprovalStage', {
  id: byId('By its id.'),
  order: byInt('By its place: 1, 2 or 3.'),
  state: byWord('StageState', StageState, 'By where it stands.'),
  request: byOne(() => AccessRequestFilter, 'By the request.'),
  approvers: byMany('StageApprover', () => StageApproverFilter, 'By who is asked, as far as you may see it.'),
  decisions: byMany('Decision', () => DecisionFilter, 'By what was decided.'),
  quorum: byInt('By how many must approve.'),
  justificationRequired: byFlag('By whether an approver must say why.'),
  showApprovers: byFlag('By whether the requester sees who is asked.'),
  openedAt: byTime('By when its approvers were asked.'),
  decideBy: byTime('By when it lapses.'),
  escalatesAt: byTime('By when it escalates.'),
  escalatedAt: byTime('By when it escalated.'),
  closedAt: byTime('By when it was over.'),
  createdAt: byTime('By when it came to be.'),
  updatedAt: byTime('By when it last changed.'),
});
export type ApprovalStageFilter = FilterValue;

export const StageApproverFilter: FilterClass = filterFor('StageApprover', {
  stage: byOne(() => ApprovalStageFilter, 'By the stage.'),
  user: byOne(() => UserFilter, 'By who is asked.'),
  role: byWord('ApproverRole', ApproverRole, 'By the part they are asked in.'),
  kind: byWord('ApproverKind', ApproverKind, 'By how the policy led to them.'),
  viaGroup: byOneOrNone(() => GroupFilter, 'By the group they were found through.'),
  leftAt: byTime('By when they stopped being asked.'),
});
export type StageApproverFilter = FilterValue;

export const DecisionFilter: FilterClass = filterFor('Decision', {
  stage: byOne(() => ApprovalStageFilter, 'By the stage.'),
  by: byOneOrNone(() => UserFilter, 'By who decided, as far as you may see it.'),
  decision: byWord('DecisionKind', DecisionKind, 'Yes or no.'),
  justification: byText('By why.'),
  at: byTime('By when.'),
  takenBackAt: byTime('By when it was taken back.'),
});
export type DecisionFilter = FilterValue;

export const ApprovalStageOrder = orderFor('ApprovalStage', {
  others: ['OPENED_AT', 'DECIDE_BY', 'ESCALATES_AT', 'CREATED_AT'],
  through: {
    TARGET_NAME: 'request.target.name',
    REQUESTER_NAME: 'request.requester.name',
    ACCESS_PACKAGE_NAME: 'request.accessPackage.name',
  },
});
export type ApprovalStageOrder = OrderInput;

/** Arguments of a list of approval stages. */
export const ApprovalStageListArgs = listArgs(ApprovalStageFilter, ApprovalStageOrder);
