import { Field, ObjectType } from 'type-graphql';
import { DateTime } from './scalars.ts';

/** An answer to "may I?" with its reason, so that a page can say why a button is missing. */
@ObjectType({ description: 'Whether you may do something, and why not.' })
export class Ability {
  @Field(() => Boolean, { description: 'May you?' })
  allowed!: boolean;

  @Field(() => String, { description: 'Why, or why not, as a stable code.' })
  code!: string;

  @Field(() => String, { description: 'Why, or why not, in a sentence.' })
  reason!: string;

  @Field(() => DateTime, { nullable: true, description: 'From when it will be possible, where it is only too early.' })
  from?: Date | null;
}

/** A field of an abilities type. */
export const Can = (description: string) => Field(() => Ability, { description });
