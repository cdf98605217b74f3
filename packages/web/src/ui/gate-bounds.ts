import type { Gate } from '../graphql/errors.ts';
import { inMinutes } from './words/dates.ts';
import { inWords } from './forms/length.ts';

/** What would be accepted in the field at fault, in a sentence; null where nothing can be chosen there, or anything. */
export function boundsOf({ path, details, possibleFrom }: Gate): string | null {
  if (details?.__typename !== 'GateSchedule' || possibleFrom) return null;
  const { startSelectable, endSelectable, longestDuration } = details;
  switch (path?.[0]) {
    case 'startsAt':
      return startSelectable ? within(details.earliestStart, details.latestStart) : null;
    case 'expiresAt':
      return endSelectable ? within(details.earliestEnd, details.latestEnd) : null;
    case 'duration':
      return endSelectable && longestDuration ? `The longest is ${inWords(longestDuration)}.` : null;
    default:
      return null;
  }
}

function within(from: string, to: string | null): string | null {
  if (to === null) return `It may lie on any day after ${inMinutes(from)}.`;
  // Where nothing is left to choose the sentence of the condition says enough.
  return to > from ? `It may lie between ${inMinutes(from)} and ${inMinutes(to)}.` : null;
}
