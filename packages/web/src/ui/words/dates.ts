import { LANGUAGE } from './language.ts';

const exactly = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'full', timeStyle: 'short' });
const day = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium' });
const dayAndTime = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium', timeStyle: 'short' });
/** "Nov 21, 2026" in the reader's own way of writing English. */
export const inDays = (at: string) => day.format(new Date(at));
/** "Nov 21, 2026, 9:14 AM". */
export const inMinutes = (at: string) => dayAndTime.format(new Date(at));
/** "Saturday, November 21, 2026 at 9:14 AM". */
export const inFull = (at: string) => exactly.format(new Date(at));
