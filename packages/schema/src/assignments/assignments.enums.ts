import { AssignmentState, GrantOrigin, GrantState, ReasonKind } from '../rules/vocabulary.ts';
import { publishEnum } from '../shared/enums.ts';

publishEnum(AssignmentState, 'AssignmentState', 'Where an assignment stands, as of now.', {
  DELIVERING: 'Being made true in the targets.',
  DELIVERED: 'True in every target.',
  PARTIALLY_DELIVERED: 'True in some targets; the others refused.',
  DELIVERY_FAILED: 'True in no target.',
  ENDING: 'At its end; being taken away.',
  EXPIRED: 'Ended and taken away.',
});
publishEnum(ReasonKind, 'ReasonKind', 'Why somebody holds a package.', {
  REQUEST: 'It was asked for.',
});
publishEnum(GrantState, 'GrantState', 'Where a grant stands.', {
  PENDING: 'To be made true.',
  ACTIVE: 'True in the target.',
  FAILED: 'The target refused to give it.',
  REVOKING: 'To be taken away.',
  REVOKE_FAILED: 'The target refused to take it away.',
  REMOVED: 'Taken away.',
});
publishEnum(GrantOrigin, 'GrantOrigin', 'How a right came to be.', {
  PROVISIONED: 'We gave it.',
  ADOPTED: 'It was there before us.',
});
