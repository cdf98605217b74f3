import { AuthenticationType, DomainRuleKind, OrganizationState, SponsorKind } from '../rules/vocabulary.ts';
import { publishEnum } from '../shared/enums.ts';

publishEnum(OrganizationState, 'OrganizationState', 'Where a connected organization stands.', {
  PROPOSED: 'One of its people was approved, and nobody has confirmed it. Policies for configured organizations are not for it.',
  CONFIGURED: 'An administrator keeps it.',
});
publishEnum(SponsorKind, 'SponsorKind', 'From where a sponsor vouches for the people of an organization.', {
  INTERNAL: 'A member.',
  EXTERNAL: 'A guest of that organization.',
});
publishEnum(AuthenticationType, 'AuthenticationType', 'How people of a domain prove who they are.', {
  OPENID_CONNECT: 'They sign in where their organization does.',
  ONE_TIME_CODE: 'They are sent a code by mail.',
});
publishEnum(DomainRuleKind, 'DomainRuleKind', 'What a rule about a mail domain says.', {
  BLOCK: 'Nobody of the domain is given anything.',
  ALLOW: 'People of the domain may be given something. Where there is one such rule, nobody of other domains may.',
});
