import { Length, MaxLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { QuestionKind } from '../rules/vocabulary.ts';
import { LIMITS, Line, Parts, Switch } from '../shared/inputs.ts';

/** The longest question, in characters. */
const LONGEST_QUESTION = 1000;

@InputType({ description: 'A text in one further language.' })
export class TranslationInput {
  @Field(() => String, { description: 'The language, as a BCP 47 tag such as "de" or "pt-BR".' })
  @Length(2, 35)
  language!: string;

  @Field(() => String, { description: 'The text.' })
  @Length(1, LONGEST_QUESTION)
  text!: string;
}

@InputType({ description: 'One value a choice question offers.' })
export class QuestionChoiceInput {
  @Field(() => String, { description: 'What is stored.' })
  @Length(1, LIMITS.name)
  value!: string;

  @Line('What is shown; the value where nothing is said.', LONGEST_QUESTION)
  text?: string | null;

  @Parts(() => TranslationInput, 'What is shown, in further languages.')
  translations?: TranslationInput[] | null;
}

@InputType({ description: 'Something a policy asks a requester.' })
export class PolicyQuestionInput {
  @Field(() => QuestionKind, { description: 'What kind of answer it takes.' })
  kind!: QuestionKind;

  @Field(() => String, { description: 'The question, in the fallback language.' })
  @MaxLength(LONGEST_QUESTION)
  text!: string;

  @Parts(() => TranslationInput, 'The question in further languages.')
  translations?: TranslationInput[] | null;

  @Switch('Must it be answered? No where nothing is said.')
  required?: boolean | null;

  @Line('SHORT_TEXT: a regular expression the whole answer must match.')
  pattern?: string | null;

  @Parts(() => QuestionChoiceInput, 'The offered values of a choice question.')
  choices?: QuestionChoiceInput[] | null;

  @Switch('May the answer be changed while the access lasts? No where nothing is said.')
  changeable?: boolean | null;
}
