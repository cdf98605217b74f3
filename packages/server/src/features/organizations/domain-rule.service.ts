import { type SetDomainRuleInput } from '@gatehouse/schema/organizations/organization.inputs';
import { DomainRule } from '@gatehouse/schema/organizations/domain-rule.entity';
import { mailDomain } from '@gatehouse/schema/rules/mail-address';
import { may } from '@gatehouse/schema/rules/permissions';
import { type DeleteInput } from '@gatehouse/schema/shared/inputs';
import { demandAbility } from '../../kernel/authz/demand.ts';
import { type Change } from '../../kernel/change.ts';
import { lockFresh } from '../../kernel/fresh.ts';
import { lockWord } from '../../kernel/lock.ts';
import { refused } from '../../kernel/refused.ts';
import { set } from '../../kernel/set.ts';

/** Says whether people of a domain may be given anything; what was said of it before is replaced. */
export async function setDomainRule(change: Change, input: SetDomainRuleInput) {
  demandAbility(may(change.viewer, 'organization.manage'));
  const domain = mailDomain(input.domain);
  if (domain === null) throw refused('INVALID', 'This is no mail domain such as "northwind.example".', ['domain']);
  await lockWord(change, 'domain-rule', domain);
  const { kind } = input;
  const rule = (await change.em.findOne(DomainRule, { domain })) ?? change.create(DomainRule, { domain, kind });
  set(rule, { kind, withSubdomains: input.withSubdomains ?? false, reason: input.reason ?? null });
  change.audit({ action: 'domain_rule.set', subject: { type: 'DomainRule', id: rule.id }, details: { kind, domain } });
  return { domainRule: rule.id };
}

/** Takes a rule about a domain away. */
export async function deleteDomainRule(change: Change, input: DeleteInput) {
  demandAbility(may(change.viewer, 'organization.manage'));
  const rule = await lockFresh(change, DomainRule, input, 'domain rule');
  change.audit({
    action: 'domain_rule.deleted',
    subject: { type: 'DomainRule', id: rule.id },
    details: { kind: rule.kind, domain: rule.domain },
  });
  change.em.remove(rule);
  return { deletedId: rule.id };
}
