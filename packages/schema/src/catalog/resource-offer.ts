import { IsOptional, MaxLength } from 'class-validator';
import { ArgsType, Field, ID, ObjectType } from 'type-graphql';
import { ResourceKind } from '../rules/vocabulary.ts';
import { LIMITS } from '../shared/limits.ts';

/** The most that a target is asked for at a time. */
export const OFFERS_PAGE = 25;

@ArgsType()
export class ResourceOffersArgs {
  @Field(() => ID, { description: 'The target system.' })
  connectorId!: string;

  @Field(() => ResourceKind, { description: 'Which kind of thing.' })
  kind!: ResourceKind;

  @Field(() => String, { nullable: true, description: 'What their names hold; everything where nothing is said.' })
  @IsOptional()
  @MaxLength(LIMITS.name)
  text?: string | null;

  @Field(() => String, { nullable: true, description: 'The `next` of the page before.' })
  @IsOptional()
  @MaxLength(1000)
  after?: string | null;
}

@ObjectType({ description: 'A thing in a target that a resource can be made of.' })
export class ResourceOffer {
  @Field(() => String, { description: 'What the target calls it.' })
  externalId!: string;

  @Field(() => String, { description: 'What people call it there.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What is said about it there.' })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'The name of the resource that it is here already.' })
  takenBy!: string | null;
}

@ObjectType({ description: 'What a target offers, by name.' })
export class ResourceOffers {
  @Field(() => [ResourceOffer], { description: `At most ${OFFERS_PAGE} things.` })
  nodes!: ResourceOffer[];

  @Field(() => String, { nullable: true, description: 'Where the next page begins (`after`); null where there is none.' })
  next!: string | null;

  @Field(() => String, { nullable: true, description: 'Why the target could not be asked.' })
  problem!: string | null;
}
