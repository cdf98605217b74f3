import { type Opt } from '@mikro-orm/core';
import { Entity, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { type LocalizedText } from '../rules/policy.ts';
import { QuestionKind } from '../rules/vocabulary.ts';
import { Computed, Count, Flag, One, Text, Word } from '../shared/columns.ts';
import { Node, Row } from '../shared/node.ts';
import { AssignmentPolicyVersion } from './assignment-policy-version.entity.ts';
import { IdPrefix } from '../shared/ids.ts';

@ObjectType({ description: 'A text in one further language.' })
export class Translation {
  @Field(() => String, { description: 'The language, as a BCP 47 tag.' })
  language!: string;

  @Field(() => String, { description: 'The text.' })
  text!: string;
}

@ObjectType({ description: 'One value a choice question offers.' })
export class QuestionChoice {
  @Field(() => String, { description: 'What is stored.' })
  value!: string;

  @Field(() => String, { description: 'What is shown.' })
  text!: string;

  @Field(() => [Translation], { nullable: true, description: 'What is shown, in further languages, where there are any.' })
  translations?: Translation[];
}

@ObjectType({ description: 'One value a choice question offers, as its reader reads it.' })
export class LocalizedChoice {
  @Field(() => String, { description: 'What is stored.' })
  value!: string;

  @Field(() => String, { description: 'What is shown, in the language of the reader.' })
  text!: string;
}

/** Something a policy asks a requester. */
@Entity()
@ObjectType({ implements: Node, description: 'Something a policy asks a requester.' })
@Unique({ name: 'policy_question_once', properties: ['policyVersion', 'order'] })
@IdPrefix('qst')
export class PolicyQuestion extends Row {
  @One(() => AssignmentPolicyVersion, 'The version of the policy.', { onDelete: 'cascade' })
  policyVersion!: AssignmentPolicyVersion;

  @Count('Its place among the questions, from 1.')
  order!: number;

  @Word(QuestionKind, 'What kind of answer it takes.')
  kind!: QuestionKind;

  @Text('The question, in the fallback language.')
  text!: string;

  /** Keyed by BCP 47 tag. */
  @Property({ type: 'json' })
  textTranslations: LocalizedText['translations'] & Opt = {};

  @Computed(
    () => String,
    'The question in the language of the reader, as their Accept-Language says; else in the fallback language.',
  )
  localizedText!: string;

  @Computed(() => [Translation], 'The question in further languages.')
  translations!: Translation[];

  @Flag('Must it be answered?')
  required!: boolean;

  @Text('SHORT_TEXT: a regular expression the whole answer must match.', { nullable: true })
  pattern: string | null = null;

  @Property({ type: 'json', nullable: true })
  @Field(() => [QuestionChoice], { nullable: true, description: 'The offered values of a choice question.' })
  choices: QuestionChoice[] | null = null;

  @Computed(() => [LocalizedChoice], 'The offered values of a choice question, in the language of the reader.', {
    nullable: true,
  })
  localizedChoices!: LocalizedChoice[] | null;

  @Flag('May the answer be changed while the access lasts?', { default: false })
  changeable: boolean & Opt = false;
}
