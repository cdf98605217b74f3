import { isDuration, parseDuration } from '@gatehouse/schema/rules/duration';
import { z } from 'zod';

// The kinds of values that settings have. Each reads text and refuses with an exception of zod; what is allowed is said in words by
// the setting itself.

/** A whole number between two bounds, both allowed. */
export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most));

/** `1`, `on`, `true`, `yes` or their opposites. */
export const onOff = z
  .string()
  .toLowerCase()
  .pipe(z.enum(['1', 'on', 'true', 'yes', '0', 'off', 'false', 'no']))
  .transform((word) => ['1', 'on', 'true', 'yes'].includes(word));

/** An ISO 8601 duration of days, hours, minutes and seconds; milliseconds from then on. */
export const durationMs = (leastMs: number, mostMs: number) =>
  z.string().refine(isDuration).transform(parseDuration).pipe(z.number().min(leastMs).max(mostMs));

/** A URL with one of these schemes, such as `postgres:`. */
export const urlOf = (...schemes: string[]) =>
  z.string().refine((text) => {
    const url = URL.parse(text);
    return url !== null && schemes.includes(url.protocol) && url.hostname !== '';
  });

/** The address of a web site alone: scheme, host, port; without a slash at the end. */
export const origin = z
  .string()
  .transform((text) => URL.parse(text))
  .refine(
    (url) =>
      url !== null && ['http:', 'https:'].includes(url.protocol) && /^https?:\/\/[^@]+\/$/.test(url.href) && url.pathname === '/',
  )
  .transform((url) => url?.origin ?? '');

/** A host as a Host header carries it: a name or a number, with a port where it is not the usual one. */
export const hostHeader = z
  .string()
  .toLowerCase()
  .regex(/^([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d{1,5})?$/);

/** A list with commas between; blanks around the items do not count. */
export const listOf = <Item extends z.ZodType<string, string>>(item: Item) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .pipe(z.array(item));
