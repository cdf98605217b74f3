import { ConnectedOrganization } from '@gatehouse/schema/organizations/connected-organization.entity';
import { DomainRule } from '@gatehouse/schema/organizations/domain-rule.entity';
import { OrganizationDomain } from '@gatehouse/schema/organizations/organization-domain.entity';
import { OrganizationIssuer } from '@gatehouse/schema/organizations/organization-issuer.entity';
import { OrganizationSponsor } from '@gatehouse/schema/organizations/organization-sponsor.entity';
import { on } from '../../kernel/events/domain-events.ts';
import { type Module } from '../../kernel/module.ts';
import { domainRuleRead } from './domain-rule.read.ts';
import { DomainRuleResolver } from './domain-rule.resolver.ts';
import { proposeOrganization } from './on-request-ready.propose-organization.ts';
import { ORGANIZATION_READS } from './organization.read.ts';
import { OrganizationResolver } from './organization.resolver.ts';

/** Outside organizations, who vouches for their people, and whose people are let in at all. */
export const organizations: Module = {
  name: 'organizations',
  entities: [ConnectedOrganization, OrganizationDomain, OrganizationIssuer, OrganizationSponsor, DomainRule],
  reads: [...ORGANIZATION_READS, domainRuleRead],
  resolvers: [OrganizationResolver, DomainRuleResolver],
  handlers: [on('requestReadyToDeliver', proposeOrganization)],
};
