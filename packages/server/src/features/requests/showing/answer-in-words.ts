import { type QuestionChoice } from '@gatehouse/schema/policies/policy-question.entity';
import { choiceText } from '@gatehouse/schema/policies/choice-text';

/**
 * An answer as people read it: of a choice what was shown, in their language; what is no choice any more, and free text, as it is stored.
 * @param languages BCP 47 tags, the one liked best first.
 */
export function answerInWords(
  values: readonly string[],
  choices: readonly QuestionChoice[] | null,
  languages: readonly string[],
): string {
  return values
    .map((value) => {
      const choice = choices?.find((one) => one.value === value);
      return choice ? choiceText(choice, languages) : value;
    })
    .join(', ');
}
