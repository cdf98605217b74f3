/**
 * Invisible characters that change what is visible: controls, line ends, signs that turn the direction of the text around
 * them (Unicode's Bidi_Control), halves of characters, and spaces without width. Joiners stay: scripts need them.
 */
const UNSEEN = String.raw`\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\u200b\ufeff`;
const ONE_UNSEEN = new RegExp(`[${UNSEEN}]`, 'u');
const SOME_UNSEEN = new RegExp(`[\\s${UNSEEN}]+`, 'gu');

/** What is wrong with a name that is not one line. */
export const NOT_ONE_LINE =
  'It has a character that is not to be seen: a control, a line end, or one that turns the direction of text.';

/** May a text stand for something, wherever it is shown: in a list, a mail's subject, a sentence about somebody? */
export function isOneLine(text: string): boolean {
  return !ONE_UNSEEN.test(text);
}

/** A text of any kind on one line: what is not to be seen becomes a blank. */
export function onOneLine(text: string): string {
  return text.replace(SOME_UNSEEN, ' ').trim();
}
