import { DomainRuleFilter, DomainRuleOrder } from '@gatehouse/schema/organizations/connected-organization.filters';
import { DomainRule } from '@gatehouse/schema/organizations/domain-rule.entity';
import { defineRead } from '../../kernel/read/define-read.ts';

/** For those who keep organizations. */
export const domainRuleRead = defineRead(DomainRule, {
  all: 'organization.read',
  visible: () => false,
  filter: DomainRuleFilter,
  orders: DomainRuleOrder,
  defaultOrder: [['domain', 'ASC']],
});
