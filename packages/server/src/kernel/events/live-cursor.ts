import { badInput } from '../refused.ts';

const MARK = 'live:';

/** The opaque form in which a client keeps a position of the log. */
export function cursorOf(position: number): string {
  return Buffer.from(`${MARK}${position}`).toString('base64url');
}

/**
 * The position a client gives back.
 * @throws GraphQLError BAD_USER_INPUT for what is no cursor of a subscription.
 */
export function positionOf(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString();
  const position = text.startsWith(MARK) ? text.slice(MARK.length) : '';
  if (!/^\d{1,15}$/.test(position)) throw badInput('`after` is no cursor of a subscription.');
  return Number(position);
}
