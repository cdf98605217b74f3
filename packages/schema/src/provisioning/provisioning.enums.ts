import { ManualTaskState, OperationAction, OperationState } from '../rules/vocabulary.ts';
import { publishEnum } from '../shared/enums.ts';

publishEnum(OperationAction, 'OperationAction', 'What an operation does in the target.', {
  GRANT: 'Gives the right.',
  REVOKE: 'Takes it away.',
});
publishEnum(OperationState, 'OperationState', 'Where an operation stands.', {
  QUEUED: 'To be done.',
  RUNNING: 'Being done.',
  WAITING: 'A person must do it.',
  RETRYING: 'Will be tried again.',
  SUCCEEDED: 'Done.',
  DEAD: 'The target refused for good.',
  CANCELED: 'Overtaken by a newer intent.',
});
publishEnum(ManualTaskState, 'ManualTaskState', 'Where a manual task stands.', {
  OPEN: 'To be done by a person.',
  COMPLETED: 'Done.',
  REJECTED: 'Refused.',
  CANCELED: 'No longer needed.',
});
