import { badInput } from '../refused.ts';

/**
 * A text that PostgreSQL can hold.
 * @throws GraphQLError BAD_USER_INPUT where it has a zero character in it.
 */
export function checkText(text: string, what: string): string {
  if (text.includes('\0')) throw badInput(`There is a character in ${what} that no text may have (U+0000).`);
  return text;
}

/**
 * An instant in ISO, in the years 1 to 9999.
 * @throws GraphQLError BAD_USER_INPUT where it is none.
 */
export function checkInstant(instant: Date, what: string): string {
  const year = instant.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) throw badInput(`There is a time in ${what} that is none, or outside the years 1 to 9999.`);
  return instant.toISOString();
}
