import { GroupFilter } from '../identity/group.filters.ts';
import { UserFilter } from '../identity/user.filters.ts';
import { DomainRuleKind, OrganizationState, SponsorKind } from '../rules/vocabulary.ts';
import {
  byFlag,
  byId,
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

export const OrganizationIssuerFilter: FilterClass = filterFor('OrganizationIssuer', {
  id: byId('By its id.'),
  organization: byOne(() => ConnectedOrganizationFilter, 'By the organization.'),
  issuer: byText('By the address of the issuer.'),
  tenantValue: byText('By the tenant.'),
});

export const OrganizationDomainFilter: FilterClass = filterFor('OrganizationDomain', {
  id: byId('By its id.'),
  organization: byOne(() => ConnectedOrganizationFilter, 'By the organization.'),
  domain: byText('By the domain.'),
  issuer: byOneOrNone(() => OrganizationIssuerFilter, 'By where its people sign in.'),
});

export const OrganizationSponsorFilter: FilterClass = filterFor('OrganizationSponsor', {
  id: byId('By its id.'),
  organization: byOne(() => ConnectedOrganizationFilter, 'By the organization.'),
  kind: byWord('SponsorKind', SponsorKind, 'By from where they vouch.'),
  user: byOneOrNone(() => UserFilter, 'By the user.'),
  group: byOneOrNone(() => GroupFilter, 'By the group.'),
  active: byFlag('By whether somebody behind it can vouch now.'),
});

export const ConnectedOrganizationFilter: FilterClass = filterFor('ConnectedOrganization', {
  id: byId('By its id.'),
  name: byText('By its name.'),
  state: byWord('OrganizationState', OrganizationState, 'Proposed or configured.'),
  domains: byMany('OrganizationDomain', () => OrganizationDomainFilter, 'By its domains.'),
  issuers: byMany('OrganizationIssuer', () => OrganizationIssuerFilter, 'By where its people sign in.'),
  sponsors: byMany('OrganizationSponsor', () => OrganizationSponsorFilter, 'By who vouches for its people.'),
  people: byMany('User', () => UserFilter, 'By its people.'),
  createdAt: byTime('By when it was made.'),
  updatedAt: byTime('By when it last changed.'),
});
export type ConnectedOrganizationFilter = FilterValue;

export const ConnectedOrganizationOrder = orderFor('ConnectedOrganization', {
  indexed: ['NAME'],
  others: ['STATE', 'CREATED_AT', 'UPDATED_AT'],
});
export type ConnectedOrganizationOrder = OrderInput;

/** Arguments of a list of organizations. */
export const ConnectedOrganizationListArgs = listArgs(ConnectedOrganizationFilter, ConnectedOrganizationOrder);

export const DomainRuleFilter: FilterClass = filterFor('DomainRule', {
  id: byId('By its id.'),
  domain: byText('By the domain.'),
  kind: byWord('DomainRuleKind', DomainRuleKind, 'Blocked or allowed.'),
  createdAt: byTime('By when it was made.'),
});

export const DomainRuleOrder = orderFor('DomainRule', { others: ['DOMAIN', 'KIND', 'CREATED_AT'] });

/** Arguments of a list of rules about domains. */
export const DomainRuleListArgs = listArgs(DomainRuleFilter, DomainRuleOrder);
