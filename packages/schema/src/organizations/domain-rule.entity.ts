import { type Opt } from '@mikro-orm/core';
import { Entity, Unique } from '@mikro-orm/decorators/legacy';
import { ObjectType } from 'type-graphql';
import { DomainRuleKind } from '../rules/vocabulary.ts';
import { Flag, Text, Word } from '../shared/columns.ts';
import { IdPrefix } from '../shared/ids.ts';
import { Node, VersionedRow } from '../shared/node.ts';
import './organizations.enums.ts';

/** Whether people of a mail domain may be given anything at all. It beats every organization and every policy. */
@Entity()
@ObjectType({
  implements: Node,
  description: 'Whether people of a mail domain may be given anything. It beats every organization and every policy.',
})
@IdPrefix('dmr')
export class DomainRule extends VersionedRow {
  @Text('The domain, in small letters; letters beyond ASCII in their "xn--" spelling.')
  @Unique({ name: 'domain_rule_once' })
  domain!: string;

  @Word(DomainRuleKind, 'Blocked or allowed.')
  kind!: DomainRuleKind;

  @Flag('Is it said of all its sub-domains too?', { default: false })
  withSubdomains: boolean & Opt = false;

  @Text('Why.', { nullable: true })
  reason: string | null = null;
}
