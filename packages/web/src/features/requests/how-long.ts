import { inWords } from '../../ui/forms/length.ts';
import { inMinutes } from '../../ui/words/dates.ts';

interface Schedule {
  startsAt: string | null;
  expiresAt: string | null;
  duration: string | null;
}

/** From when and until when, in words. */
export function howLong({ startsAt, expiresAt, duration }: Schedule): string {
  const from = startsAt ? `From ${inMinutes(startsAt)}` : 'As soon as approved';
  if (duration) return `${from}, for ${inWords(duration)}`;
  return expiresAt ? `${from}, until ${inMinutes(expiresAt)}` : `${from}, without an end`;
}
