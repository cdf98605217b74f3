import { type Opt } from '@mikro-orm/core';
import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { LastAccessLost } from '../rules/vocabulary.ts';
import { Can, type Ability } from '../shared/ability.ts';
import { Computed, Span, Time, Word } from '../shared/columns.ts';
import { IdPrefix } from '../shared/ids.ts';
import { Node, VersionedRow } from '../shared/node.ts';
import { Duration } from '../shared/scalars.ts';
import './identity.enums.ts';

/** The id of the one row; written by the migration. */
export const GUEST_LIFECYCLE_SETTINGS_ID = 'gls_00000000000000000000000000';

@ObjectType({ description: 'What you may do with the settings.' })
export class GuestLifecycleAbilities {
  @Can('Change what becomes of guests.')
  edit!: Ability;
}

/** What becomes of governed guests who lose their last access, in the whole deployment. There is exactly one row. */
@Entity()
@ObjectType({
  implements: Node,
  description: 'What becomes of guests who lose their last access, and of Prospects who never had any.',
})
@IdPrefix('gls')
export class GuestLifecycleSettings extends VersionedRow {
  @Word(LastAccessLost, 'What is done when a governed guest loses their last access.', { default: 'BLOCK_AND_DELETE' })
  onLastAccessLost: LastAccessLost & Opt = 'BLOCK_AND_DELETE';

  @Span('How long after it they are deleted, where they are; zero: at once.', { default: 'P30D' })
  deleteAfter: string & Opt = 'P30D';

  @Property({ type: 'array', columnType: 'text[]', default: ['P7D', 'P1D'] })
  @Field(() => [Duration], { description: 'How long before their deletion the guest and the sponsors are told.' })
  warnBefore: string[] & Opt = ['P7D', 'P1D'];

  @Span('How long a Prospect is kept after their last request was closed, or after they were last here.', { default: 'P30D' })
  prospectsKeptFor: string & Opt = 'P30D';

  @Time('Since when guests are treated so: nobody’s days count from before. Null: from the start.', { nullable: true })
  countedSince: Date | null = null;

  @Computed(() => GuestLifecycleAbilities, 'What you may do with the settings.')
  viewerCan!: GuestLifecycleAbilities;
}
