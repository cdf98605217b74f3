import {
  ApprovalOccasion,
  ApproverKind,
  ApproverRole,
  ExpirationKind,
  HoldersOutside,
  PartyPart,
  PolicyScope,
  PolicyState,
  QuestionKind,
} from '../rules/vocabulary.ts';
import { publishEnum } from '../shared/enums.ts';

publishEnum(PolicyScope, 'PolicyScope', 'Whom a policy is for.', {
  SPECIFIC_USERS_AND_GROUPS: 'The users and groups it names.',
  SPECIFIC_ORGANIZATIONS: 'People of the configured organizations it names, or of some of their domains.',
  ALL_MEMBERS: 'Every member, no guests.',
  ALL_USERS: 'Every member and guest; nobody without an account.',
  ALL_CONFIGURED_ORGANIZATIONS: 'People of every configured organization, also without an account.',
  ALL_EXTERNAL: 'Everybody from outside, also without an account and of no organization.',
  SERVICES: 'Service users.',
  NOBODY: 'Nobody may ask; direct assignment only.',
});
publishEnum(
  HoldersOutside,
  'HoldersOutside',
  'What becomes of those who hold access under a policy that is not for them any more.',
  {
    KEEP: 'They keep it until its end.',
    END: 'It ends now.',
  },
);
publishEnum(PolicyState, 'PolicyState', 'Whether a policy is in use.', {
  ENABLED: 'People may ask under it.',
  DISABLED: 'Nobody may ask under it; what was given under it goes on.',
});
publishEnum(ApprovalOccasion, 'ApprovalOccasion', 'What an approval is asked for.', {
  ADD: 'Getting the access.',
  EXTEND: 'Keeping it for longer.',
});
publishEnum(ApproverRole, 'ApproverRole', 'In which part somebody is asked.', {
  PRIMARY: 'Asked first.',
  FALLBACK: 'Asked where nobody else can be found.',
  ESCALATION: 'Asked too when the first ones stay silent.',
  REASSIGNED: 'Asked because the stage was handed to them.',
});
publishEnum(ApproverKind, 'ApproverKind', 'How approvers are named.', {
  USER: 'One person.',
  GROUP: 'Everyone in a group.',
  MANAGER: 'The manager of the person the access is for, or that manager\u2019s manager. A guest without one has their sponsors.',
  INTERNAL_SPONSOR: 'Members who vouch for the organization of the person the access is for.',
  EXTERNAL_SPONSOR: 'Guests of that organization who vouch for it.',
  SPONSOR: 'Both kinds of sponsors.',
  RESOURCE_OWNER: 'The owners of the resources in the package.',
  CATALOG_OWNER: 'The owners of the catalog.',
});
publishEnum(ExpirationKind, 'ExpirationKind', 'When access ends by itself.', {
  NEVER: 'Not by itself.',
  ON_DATE: 'On a date, the same for everyone.',
  AFTER_DURATION: 'A length of time after it was delivered.',
});
publishEnum(QuestionKind, 'QuestionKind', 'What kind of answer a question takes.', {
  SHORT_TEXT: 'One line, with a pattern where the question has one.',
  LONG_TEXT: 'Several lines.',
  SINGLE_CHOICE: 'One of the offered values.',
  MULTIPLE_CHOICE: 'Any of the offered values.',
});
publishEnum(PartyPart, 'PolicyPartyPart', 'Which part a user or group plays in a policy.', {
  SCOPE: 'It is for them.',
  ON_BEHALF: 'They may ask for anybody it is for.',
});
