import { type Connection } from '../shared/connections.ts';
import { ResourceListArgs } from './resource.filters.ts';
import { Resource } from './resource.entity.ts';
import { type Opt } from '@mikro-orm/core';
import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { AdoptedGrantEnd, LostGrants } from '../rules/vocabulary.ts';
import { Computed, Flag, Paged, Span, Text, Word } from '../shared/columns.ts';
import { Node, VersionedRow } from '../shared/node.ts';
import { IdPrefix } from '../shared/ids.ts';
import { Json } from '../shared/scalars.ts';

/** One configured target system; several of one kind are its environments, one of them the default. */
@Entity()
@ObjectType({ implements: Node, description: 'One configured target system in which access is made true.' })
@Index({
  name: 'connector_default_once',
  expression: `create unique index "connector_default_once" on "connector" ("kind") where "is_default"`,
})
@IdPrefix('con')
export class Connector extends VersionedRow {
  @Text('What people call it.')
  name!: string;

  /** Named by the driver that serves it; open, because drivers are plugged in. */
  @Text('Which driver serves it: one of `connectorKinds`.')
  kind!: string;

  @Text('Which environment of its kind it is, such as a region.', { nullable: true })
  environment: string | null = null;

  @Flag('Is it the one taken where nobody names one of its kind?', { default: false })
  isDefault: boolean & Opt = false;

  @Word(AdoptedGrantEnd, 'What happens at the end to rights that were there before.', { default: 'KEEP' })
  adoptedGrantEnd: AdoptedGrantEnd & Opt = 'KEEP';

  @Word(LostGrants, 'What is done about rights that were lost behind our back.', { default: 'REPORT' })
  lostGrants: LostGrants & Opt = 'REPORT';

  @Span(
    'How long after we took a right away a right found there may still be what is left of ours; longer after, it was given by somebody else.',
    {
      default: 'P1D',
    },
  )
  leftOverFor: string & Opt = 'P1D';

  @Paged(() => Resource, 'Resource', 'What is in it, as far as you may see it.', () => ResourceListArgs)
  resources!: Connection<Resource>;

  /** As the driver's schema reads them; without its secrets. */
  @Property({ type: 'json' })
  @Field(() => Json, {
    nullable: true,
    description: 'What its driver needs to know, by name, without secrets; null for whoever may not see it.',
  })
  settings: Record<string, unknown> & Opt = {};

  /** Sealed, by name; read by nobody but the driver. */
  @Property({ type: 'json', default: '{}' })
  secrets: Record<string, string> & Opt = {};

  @Computed(() => [String], 'The names of the secrets that are set; null for whoever may not see its settings.', {
    nullable: true,
  })
  secretsSet!: string[] | null;
}
