import { Field, ID, InputType } from 'type-graphql';
import { AdoptedGrantEnd, LostGrants } from '../rules/vocabulary.ts';
import { ActingInput, Kept, Line, Name, Secret, Switch, UpdateInput } from '../shared/inputs.ts';
import { Duration, Json } from '../shared/scalars.ts';

@InputType({ description: 'A new target system.' })
export class CreateConnectorInput extends ActingInput {
  @Name('What people will call it.')
  name!: string;

  @Name('Which driver serves it: one of `connectorKinds`.')
  kind!: string;

  @Line('Which environment of its kind it is, such as a region.')
  environment?: string | null;

  @Switch('Is it the one taken where nobody names one of its kind? The first of a kind is.')
  isDefault?: boolean | null;

  @Field(() => AdoptedGrantEnd, {
    nullable: true,
    description: 'What happens at the end to rights that were there before; KEEP where nothing is said.',
  })
  adoptedGrantEnd?: AdoptedGrantEnd | null;

  @Field(() => LostGrants, {
    nullable: true,
    description: 'What is done about rights that were lost behind our back; REPORT where nothing is said.',
  })
  lostGrants?: LostGrants | null;

  @Field(() => Duration, {
    nullable: true,
    description:
      'How long after we took a right away a right found there may still be what is left of ours, at most P30D. Nothing in the built-in directory, which forgets at once; else P1D where nothing is said.',
  })
  leftOverFor?: string | null;

  @Field(() => Json, { nullable: true, description: 'What its driver needs to know: an object of values by their names.' })
  settings?: unknown;

  @Field(() => Json, {
    nullable: true,
    description: 'The secrets its driver needs: an object of texts by their names. They are never read back.',
  })
  @Secret()
  secrets?: unknown;
}

@InputType({ description: 'What changes in a target system; what is absent stays.' })
export class UpdateConnectorInput extends UpdateInput {
  @Name('The new name.', true)
  @Kept()
  name?: string | null;

  @Line('The new environment; null empties it.')
  environment?: string | null;

  @Switch('True makes it the default of its kind, in place of the one that is; a kind with connectors always has one.')
  @Kept()
  isDefault?: boolean | null;

  @Field(() => AdoptedGrantEnd, { nullable: true, description: 'What happens at the end to rights that were there before.' })
  @Kept()
  adoptedGrantEnd?: AdoptedGrantEnd | null;

  @Field(() => LostGrants, { nullable: true, description: 'What is done about rights that were lost behind our back.' })
  @Kept()
  lostGrants?: LostGrants | null;

  @Field(() => Duration, {
    nullable: true,
    description: 'How long after we took a right away a right found there may still be what is left of ours, at most P30D.',
  })
  @Kept()
  leftOverFor?: string | null;

  @Field(() => Json, {
    nullable: true,
    description: 'New values by their names. What is left out stays; null takes a value away.',
  })
  @Kept()
  settings?: unknown;

  @Field(() => Json, {
    nullable: true,
    description: 'New secrets by their names. What is left out stays; null takes a secret away.',
  })
  @Kept()
  @Secret()
  secrets?: unknown;
}

@InputType({ description: 'Which target system to try to reach.' })
export class TestConnectorInput extends ActingInput {
  @Field(() => ID, { description: 'The connector.' })
  id!: string;
}
