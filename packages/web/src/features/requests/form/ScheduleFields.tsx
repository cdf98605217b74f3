import { Checkbox, NumberInput, Radio, Stack, Text } from '@mantine/core';
import { parseDuration } from '@gatehouse/schema/rules/duration';
import { DateTimeField } from '../../../ui/forms/date-time-field.tsx';
import { inWords } from '../../../ui/forms/length.ts';
import { inDays } from '../../../ui/words/dates.ts';
import { useNow } from '../../../ui/words/when.tsx';
import type { Draft } from './draft.ts';
import type { Option } from './option.ts';

const DAY_MS = 86_400_000;

interface ScheduleFieldsProps {
  schedule: Option['schedule'];
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  /** What is wrong with the start, the end or the length, by the name of the input. */
  problems: Readonly<Record<string, string>>;
}

function fullLength(schedule: Option['schedule']): string {
  if (schedule.longestDuration) return `As long as it may: ${inWords(schedule.longestDuration)}`;
  if (schedule.latestEnd) return `As long as it may: until ${inDays(schedule.latestEnd)}`;
  return 'Without an end';
}

/** When it starts and ends, within what the policy allows. */
export function ScheduleFields({ schedule, draft, change, problems }: ScheduleFieldsProps) {
  if (!schedule.customSchedule)
    return (
      <Text size="sm" c="dimmed">
        {fullLength(schedule)}. The policy sets this.
      </Text>
    );
  const mostDays = schedule.longestDuration ? Math.floor(parseDuration(schedule.longestDuration) / DAY_MS) : null;
  const now = useNow();
  const later = draft.startsAt !== null;
  return (
    <Stack>
      <Stack gap="xs">
        <Checkbox
          label="Start later than as soon as it is approved"
          checked={later}
          onChange={(event) =>
            change({ startsAt: event.currentTarget.checked ? new Date(Date.now() + DAY_MS).toISOString() : null })
          }
        />
        {later && (
          <DateTimeField
            label="Start"
            value={draft.startsAt}
            min={schedule.earliestStart}
            max={schedule.latestEnd}
            error={problems.startsAt}
            onChange={(startsAt) => change({ startsAt })}
          />
        )}
      </Stack>
      <Radio.Group
        label="How long"
        value={draft.end.kind}
        onChange={(kind) =>
          change({
            end:
              kind === 'DAYS'
                ? { kind, days: Math.min(7, mostDays ?? 7) }
                : kind === 'DATE'
                  ? { kind, at: null }
                  : { kind: 'FULL' },
          })
        }
      >
        <Stack gap="xs" mt="xs">
          <Radio value="FULL" label={fullLength(schedule)} />
          <Radio value="DAYS" label="For a number of days" />
          {draft.end.kind === 'DAYS' && (
            <NumberInput
              aria-label="Days"
              maw={160}
              min={1}
              max={mostDays ?? 36_525}
              clampBehavior="strict"
              suffix=" days"
              value={draft.end.days}
              error={problems.duration}
              onChange={(days) => change({ end: { kind: 'DAYS', days: Math.max(1, Number(days) || 1) } })}
            />
          )}
          <Radio value="DATE" label="Until a date" />
          {draft.end.kind === 'DATE' && (
            <DateTimeField
              label="End"
              value={draft.end.at}
              min={new Date(now).toISOString()}
              max={schedule.latestEnd}
              error={problems.expiresAt}
              onChange={(at) => change({ end: { kind: 'DATE', at } })}
            />
          )}
        </Stack>
      </Radio.Group>
    </Stack>
  );
}
