import { inWords } from '../../../ui/forms/length.ts';
import { inDays } from '../../../ui/words/dates.ts';
import type { Option } from './option.ts';

/** How long access under a policy lasts, in a sentence. */
export function scheduleInWords(schedule: Option['schedule']): string {
  const choose = schedule.customSchedule ? ' You may ask for less.' : '';
  if (schedule.longestDuration) return `It lasts ${inWords(schedule.longestDuration)} from its delivery.${choose}`;
  if (schedule.latestEnd) return `It ends on ${inDays(schedule.latestEnd)} at the latest.${choose}`;
  return `It does not end by itself.${choose}`;
}
