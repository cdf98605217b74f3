import { GroupFilter } from '../identity/group.filters.ts';
import { UserFilter } from '../identity/user.filters.ts';
import { ConnectedOrganizationFilter } from '../organizations/connected-organization.filters.ts';
import { ApprovalOccasion, ApproverKind, ApproverRole, PartyPart, QuestionKind } from '../rules/vocabulary.ts';
import {
  byDuration,
  byFlag,
  byId,
  byInt,
  byMany,
  byOne,
  byOneOrNone,
  byText,
  byWord,
  filterFor,
  type FilterClass,
} from '../shared/filters.ts';
import { AssignmentPolicyVersionFilter } from './assignment-policy.filters.ts';

export const PolicyPartyFilter: FilterClass = filterFor('PolicyParty', {
  policyVersion: byOne(() => AssignmentPolicyVersionFilter, 'By the version of the policy.'),
  part: byWord('PolicyPartyPart', PartyPart, 'By the part they play.'),
  user: byOneOrNone(() => UserFilter, 'By the user it names.'),
  group: byOneOrNone(() => GroupFilter, 'By the group it names.'),
  organization: byOneOrNone(() => ConnectedOrganizationFilter, 'By the organization it names.'),
  domain: byText('By the domain of the organization.'),
});

export const PolicyStageFilter: FilterClass = filterFor('PolicyStage', {
  id: byId('By its id.'),
  policyVersion: byOne(() => AssignmentPolicyVersionFilter, 'By the version of the policy.'),
  occasion: byWord('ApprovalOccasion', ApprovalOccasion, 'By what it is asked for.'),
  order: byInt('By its place: 1, 2 or 3.'),
  approvers: byMany('PolicyApprover', () => PolicyApproverFilter, 'By who is asked.'),
  decideWithin: byDuration('By how long it stays open.'),
  escalateAfter: byDuration('By how long it waits before it escalates.'),
  quorum: byInt('By how many must approve.'),
  approverJustificationRequired: byFlag('By whether an approver must say why.'),
  showApprovers: byFlag('By whether the requester sees who is asked.'),
});

export const PolicyApproverFilter: FilterClass = filterFor('PolicyApprover', {
  stage: byOne(() => PolicyStageFilter, 'By the stage.'),
  role: byWord('ApproverRole', ApproverRole, 'By the part they are asked in.'),
  kind: byWord('ApproverKind', ApproverKind, 'By how they are named.'),
  user: byOneOrNone(() => UserFilter, 'By the user it names.'),
  group: byOneOrNone(() => GroupFilter, 'By the group it names.'),
  managerLevel: byInt('By how many managers up.'),
});

export const PolicyQuestionFilter: FilterClass = filterFor('PolicyQuestion', {
  id: byId('By its id.'),
  policyVersion: byOne(() => AssignmentPolicyVersionFilter, 'By the version of the policy.'),
  order: byInt('By its place among the questions.'),
  kind: byWord('QuestionKind', QuestionKind, 'By the kind of answer it takes.'),
  text: byText('By the question, in the fallback language.'),
  required: byFlag('By whether it must be answered.'),
  changeable: byFlag('By whether its answer may be changed while the access lasts.'),
});
