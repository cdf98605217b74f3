/** Looking for rows by words: in any order, without accents, and with a slip of the finger. */
import { sql } from 'kysely';
import { badInput } from '../refused.ts';
import { checkText } from './checked.ts';
import { TEXT_MAX } from './comparisons.ts';
import { type Sql } from './sql.ts';

/** As many words count, so that a pasted page costs no more than a sentence. */
export const WORDS_MAX = 6;
/** Shorter words are taken as they are: with a letter changed they resemble too much. */
const SHORTEST_SLIP = 4;

/**
 * The words somebody looks for: each once, as many as count.
 * @throws GraphQLError BAD_USER_INPUT where the text is too long or cannot be stored
 */
export function wordsOf(text: string, where: string): string[] {
  const said = checkText(text, where);
  if (said.length > TEXT_MAX) throw badInput(`\`${where}\` has ${said.length} characters; ${TEXT_MAX} are allowed.`);
  return [...new Set(said.trim().split(/\s+/))].filter(Boolean).slice(0, WORDS_MAX);
}

/** Is the word somewhere in the text? `text` is said as its index says it, inside of `folded`. */
export function holds(text: Sql, word: string): Sql {
  return sql`folded(${text}) like folded(${`%${word.replace(/[\\%_]/g, '\\$&')}%`})`;
}

/** Is the word in the text, or one that it may have been meant for (`LIKENESS` in db/limits.ts says how near that is)? */
export function resembles(text: Sql, word: string): Sql {
  return word.length < SHORTEST_SLIP ? holds(text, word) : sql`(${holds(text, word)} or folded(${text}) %> folded(${word}))`;
}
