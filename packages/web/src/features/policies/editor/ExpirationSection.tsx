import { Group, Radio, Stack, Switch, TextInput } from '@mantine/core';
import type { ExpirationKind } from '@gatehouse/schema/rules/vocabulary';
import { DurationField } from '../../../ui/forms/duration-field.tsx';
import { Section } from '../../../ui/frame/page.tsx';
import { DurationsField } from './DurationsField.tsx';
import { newStage, type Change, type PolicyDraft } from './draft.ts';

/** When access ends by itself, and whether it may be kept longer. */
export function ExpirationSection({ draft, change }: { draft: PolicyDraft; change: Change }) {
  const ends = draft.expiration !== 'NEVER';
  // Where the access has stages, they decide an extension too.
  const needApproval = (needed: boolean) =>
    change({ extensionNeedsApproval: needed, extend: needed && draft.add.length === 0 ? [newStage()] : [] });
  return (
    <Section title="How long">
      <Stack>
        <Radio.Group
          label="Access ends"
          value={draft.expiration}
          onChange={(kind) => change({ expiration: kind as ExpirationKind })}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="AFTER_DURATION" label="A while after its delivery" />
            <Radio value="ON_DATE" label="On a date, the same for everyone" />
            <Radio value="NEVER" label="Not by itself" />
          </Stack>
        </Radio.Group>
        {draft.expiration === 'AFTER_DURATION' && (
          <DurationField label="After" required value={draft.duration} onChange={(duration) => change({ duration })} />
        )}
        {draft.expiration === 'ON_DATE' && (
          <Group align="flex-end">
            <TextInput
              type="date"
              label="Last day"
              required
              value={draft.endsOn}
              onChange={(event) => change({ endsOn: event.currentTarget.value })}
            />
            <TextInput
              label="Time zone"
              description="As an IANA name"
              required
              value={draft.timeZone}
              onChange={(event) => change({ timeZone: event.currentTarget.value })}
            />
          </Group>
        )}
        {ends && (
          <>
            <Switch
              label="It may be extended"
              checked={draft.extensionAllowed}
              onChange={(event) =>
                change({ extensionAllowed: event.currentTarget.checked, ...(event.currentTarget.checked ? {} : { extend: [] }) })
              }
            />
            {draft.extensionAllowed && (
              <Switch
                label="An extension needs approval"
                checked={draft.extensionNeedsApproval}
                onChange={(event) => needApproval(event.currentTarget.checked)}
              />
            )}
            <DurationField
              label={
                draft.extensionAllowed
                  ? 'It may be extended this long before its end'
                  : 'It may be asked for again this long before its end'
              }
              description="Never sooner than in the second half of the time it is given for, and one extension at a time."
              value={draft.extensionWindow}
              onChange={(extensionWindow) => change({ extensionWindow })}
            />
            {draft.extensionAllowed && (
              <DurationField
                label="With extensions it lasts at most"
                description="In all, counted from its first start. Empty: as long as it is extended."
                value={draft.extensionCeiling}
                onChange={(extensionCeiling) => change({ extensionCeiling })}
              />
            )}
            <DurationsField
              label="Tell holders before the end"
              value={draft.notices}
              onChange={(notices) => change({ notices })}
            />
          </>
        )}
      </Stack>
    </Section>
  );
}
