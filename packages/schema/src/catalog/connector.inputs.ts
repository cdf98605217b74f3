import { Field, ID, InputType } from 'type-graphql';
import { AdoptedGrantEnd } from '../rules/vocabulary.ts';
import { ActingInput, Line, Name, Switch, UpdateInput } from '../shared/inputs.ts';

@InputType({ description: 'A new target system.' })
export class CreateConnectorInput extends ActingInput {
  @Name('What people will call it.')
  name!: string;

  @Name('Which driver serves it: "directory" or "manual".')
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
}

@InputType({ description: 'What changes in a target system; what is absent stays.' })
export class UpdateConnectorInput extends UpdateInput {
  @Name('The new name.', true)
  name?: string | null;

  @Line('The new environment; null empties it.')
  environment?: string | null;

  @Switch('True makes it the default of its kind, in place of the one that is; a kind with connectors always has one.')
  isDefault?: boolean | null;

  @Field(() => AdoptedGrantEnd, { nullable: true, description: 'What happens at the end to rights that were there before.' })
  adoptedGrantEnd?: AdoptedGrantEnd | null;
}

@InputType({ description: 'Which target system to try to reach.' })
export class TestConnectorInput extends ActingInput {
  @Field(() => ID, { description: 'The connector.' })
  id!: string;
}
