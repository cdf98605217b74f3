import {
  AnswerIssueCode,
  DecisionKind,
  HeldFor,
  RequestCause,
  RequestSource,
  RequestState,
  RequestType,
  StageState,
  GateCode,
  GateFixer,
} from '../rules/vocabulary.ts';
import { GATES } from '../rules/gate-table.ts';
import { publishEnum } from '../shared/enums.ts';

publishEnum(RequestType, 'RequestType', 'What a request changes, and who started it.', {
  USER_ADD: 'Somebody asks to get access.',
  USER_EXTEND: 'Somebody asks to keep access for longer.',
  USER_UPDATE: 'Somebody changes their answers.',
  USER_REMOVE: 'Somebody gives access up.',
  ON_BEHALF_ADD: 'Somebody asks for another person to get access.',
  ON_BEHALF_REMOVE: 'Somebody gives access up for another person.',
  ADMIN_ADD: 'Somebody with the right assigns access directly.',
  ADMIN_UPDATE: 'Somebody with the right changes the end or the answers.',
  ADMIN_REMOVE: 'Somebody with the right takes access away.',
  SYSTEM_REMOVE: 'The system takes access away; `cause` says why.',
});
publishEnum(RequestCause, 'RequestCause', 'Why the system started a request.', {
  EXPIRY: 'The access reached its end.',
  LIFECYCLE: 'The person was deleted.',
  APPROVAL_REVOKED: 'An approver took their approval back.',
  ELIGIBILITY_LOST: 'The policy is for other people now, and whoever changed it chose to end what those it left out hold.',
  REPLACED: 'Its delivery had failed, and a fresh request took its place.',
});
publishEnum(RequestState, 'RequestState', 'Where a request stands.', {
  SUBMITTED: 'Taken in.',
  PENDING_APPROVAL: 'Waits for a decision.',
  SCHEDULED: 'Approved; `heldFor` says what it waits for.',
  DELIVERING: 'Being made true in the targets.',
  DELIVERED: 'True in every target.',
  PARTIALLY_DELIVERED: 'True in some targets; the others refused.',
  FAILED: 'Could not be done; `gates` or the grants say why.',
  DENIED: 'An approver said no.',
  EXPIRED: 'Nobody decided in time.',
  CANCELED: 'Taken back, or overtaken by a removal.',
});
publishEnum(HeldFor, 'HeldFor', 'What a request that is decided is held for.', {
  UNDO: 'For the undo window: its last decision may still be taken back, and nothing follows from it yet.',
  PROOF_OF_ADDRESS: 'For its target, who has not proved their mail address yet.',
  TERMS: 'For its target, who has not accepted what there is to accept.',
  START: 'For its start.',
});
publishEnum(RequestSource, 'RequestSource', 'Where a request comes from.', {
  GATEHOUSE: 'It was lived here.',
  IMPORTED: 'It was read from an older system\u2019s history.',
});
publishEnum(StageState, 'StageState', 'Where an approval stage stands.', {
  WAITING: 'An earlier stage comes first.',
  OPEN: 'Waits for its approvers.',
  APPROVED: 'Approved.',
  DENIED: 'Denied.',
  EXPIRED: 'Nobody decided in time.',
  SKIPPED: 'Not needed; the reason says why.',
  CANCELED: 'The request ended before it was decided.',
});
publishEnum(DecisionKind, 'DecisionKind', 'What an approver says.', {
  APPROVE: 'Yes.',
  DENY: 'No; the request ends.',
});
publishEnum(
  GateCode,
  'GateCode',
  'A condition a request must meet.',
  Object.fromEntries(Object.entries(GATES).map(([code, { meaning }]) => [code, meaning])) as Record<GateCode, string>,
);
publishEnum(AnswerIssueCode, 'AnswerIssueCode', 'What is wrong with an answer, or with the justification.', {
  REQUIRED: 'It is missing.',
  UNKNOWN_QUESTION: 'The policy does not ask this question.',
  ANSWERED_TWICE: 'The question is answered twice.',
  WRONG_KIND: 'It is not of the kind that the question takes.',
  TOO_LONG: 'It is too long.',
  PATTERN_MISMATCH: 'It does not have the form that is asked for.',
  NOT_A_CHOICE: 'It is none of the choices.',
  NOT_CHANGEABLE: 'It cannot be changed later.',
  JUSTIFICATION_REQUIRED: 'The justification is missing.',
});
publishEnum(GateFixer, 'GateFixer', 'Who can do something about a failed gate.', {
  REQUESTER: 'Whoever asks.',
  TARGET: 'The person the access is for.',
  CATALOG_OWNER: 'An owner of the catalog.',
  PACKAGE_MANAGER: 'A package manager of the catalog.',
  ORGANIZATION_ADMINISTRATOR: 'An administrator of organizations.',
  ADMINISTRATOR: 'An administrator.',
  NOBODY: 'Nobody; it passes by itself or not at all.',
});
