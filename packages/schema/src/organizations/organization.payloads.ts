import { Field, Int, ObjectType } from 'type-graphql';
import { Payload } from '../shared/inputs.ts';
import { ConnectedOrganization } from './connected-organization.entity.ts';
import { DomainRule } from './domain-rule.entity.ts';

@ObjectType({ description: 'A connected organization as it is now.' })
export class ConnectedOrganizationPayload extends Payload {
  @Field(() => ConnectedOrganization, { nullable: true, description: 'The organization; null where it was refused.' })
  connectedOrganization!: ConnectedOrganization | null;
}

@ObjectType({ description: 'A rule about a mail domain as it is now.' })
export class DomainRulePayload extends Payload {
  @Field(() => DomainRule, { nullable: true, description: 'The rule; null where it was refused.' })
  domainRule!: DomainRule | null;
}

@ObjectType({ description: 'Whom one domain would bring.' })
export class DomainAdmission {
  @Field(() => String, { description: 'The domain as it is kept.' })
  domain!: string;

  @Field(() => Int, { description: 'How many people with such a mail address are known here.' })
  known!: number;

  @Field(() => Int, { description: 'How many of them would come to the organization: outsiders who belong to none.' })
  joining!: number;

  @Field(() => String, { nullable: true, description: 'Why it cannot be its domain, where it cannot.' })
  problem!: string | null;

  @Field(() => Boolean, { description: 'Does a rule about domains shut its people out?' })
  shutOut!: boolean;
}

@ObjectType({ description: 'Whom an organization with these domains would admit, and to what.' })
export class OrganizationAdmission {
  @Field(() => [DomainAdmission], { description: 'Each domain by itself.' })
  domains!: DomainAdmission[];

  @Field(() => Int, {
    description:
      'How many packages its people could ask for, under policies for all external people, all configured organizations, or this one.',
  })
  packages!: number;
}
