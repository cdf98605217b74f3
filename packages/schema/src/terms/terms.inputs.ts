import { Length } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { TermsKind } from '../rules/vocabulary.ts';
import { ActingInput, Payload } from '../shared/inputs.ts';
import { Terms } from './terms.entity.ts';

/** The longest text that people can be asked to accept. */
const LONGEST = 20_000;

@InputType({ description: 'A new version of what people have to accept. Whoever accepted the one before is asked again.' })
export class PublishTermsInput extends ActingInput {
  @Field(() => TermsKind, { description: 'What it is.' })
  kind!: TermsKind;

  @Field(() => String, { description: `What it says. At most ${LONGEST} characters.` })
  @Length(1, LONGEST)
  text!: string;
}

@InputType({ description: 'What you accept.' })
export class AcceptTermsInput extends ActingInput {
  @Field(() => ID, { description: 'The version you read.' })
  termsId!: string;
}

@ObjectType({ description: 'One version of something that people have to accept.' })
export class TermsPayload extends Payload {
  @Field(() => Terms, { nullable: true, description: 'The version; null where it was refused.' })
  terms!: Terms | null;
}
