import { inLanguage } from '../rules/localized.ts';
import { type QuestionChoice } from './policy-question.entity.ts';

/** What a choice is called in the language of its reader. @param languages BCP 47 tags, the one liked best first. */
export function choiceText({ text, translations = [] }: QuestionChoice, languages: readonly string[]): string {
  const told = Object.fromEntries(translations.map((one) => [one.language, one.text]));
  return inLanguage({ default: text, translations: told }, languages);
}
