import { DomainRuleListArgs } from '@gatehouse/schema/organizations/connected-organization.filters';
import { DomainRule } from '@gatehouse/schema/organizations/domain-rule.entity';
import { SetDomainRuleInput } from '@gatehouse/schema/organizations/organization.inputs';
import { DomainRulePayload } from '@gatehouse/schema/organizations/organization.payloads';
import { connectionOf } from '@gatehouse/schema/shared/connections';
import { DeleteInput, DeletePayload } from '@gatehouse/schema/shared/inputs';
import { type ListRequest } from '@gatehouse/schema/shared/orders';
import { type GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { act } from '../../kernel/graphql/act.ts';
import { May } from '../../kernel/graphql/permission.ts';
import { type ViewerOperation } from '../../kernel/operation.ts';
import { connection } from '../../kernel/read/read.ts';
import * as rules from './domain-rule.service.ts';

const DomainRuleConnection = connectionOf('DomainRule', () => DomainRule);

@Resolver()
export class DomainRuleResolver {
  @Query(() => DomainRuleConnection, { description: 'Rules about mail domains: whose people are shut out, or alone let in.' })
  @May('organization.read')
  domainRules(@Args(() => DomainRuleListArgs) args: ListRequest, @Ctx() op: ViewerOperation, @Info() info: GraphQLResolveInfo) {
    return connection(DomainRule, op, args, info);
  }

  @Mutation(() => DomainRulePayload, { description: 'Blocks or allows a mail domain.' })
  @May('organization.manage')
  setDomainRule(
    @Arg('input', () => SetDomainRuleInput, { description: 'What about which domain.' }) input: SetDomainRuleInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, { domainRule: DomainRule }, (change) => rules.setDomainRule(change, input));
  }

  @Mutation(() => DeletePayload, { description: 'Takes a rule about a mail domain away.' })
  @May('organization.manage')
  deleteDomainRule(
    @Arg('input', () => DeleteInput, { description: 'What to delete.' }) input: DeleteInput,
    @Ctx() op: ViewerOperation,
    @Info() info: GraphQLResolveInfo,
  ) {
    return act(op, info, input, {}, (change) => rules.deleteDomainRule(change, input));
  }
}
