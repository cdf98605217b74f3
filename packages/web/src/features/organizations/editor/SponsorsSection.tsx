import { Stack, Text } from '@mantine/core';
import { Section } from '../../../ui/frame/page.tsx';
import { PartiesField } from '../../identity/choosing/PartiesField.tsx';
import type { Change, OrganizationDraft } from './draft.ts';

interface SponsorsSectionProps {
  /** Null: it is not there yet, and so has no guests. */
  organizationId: string | null;
  draft: OrganizationDraft;
  change: Change;
  at: (field: string) => string | undefined;
}

/** Who vouches for its people. */
export function SponsorsSection({ organizationId, draft: { sponsors }, change, at }: SponsorsSectionProps) {
  return (
    <Section title="Sponsors">
      <Stack>
        <Text size="sm" c="dimmed">
          Where a policy asks the sponsors, these decide for the people of this organization. A group stands for those in it who
          may vouch.
        </Text>
        <PartiesField
          label="From inside"
          description="Members who know it."
          kinds="BOTH"
          among="MEMBERS"
          error={at('sponsors:INTERNAL')}
          value={sponsors.INTERNAL}
          onChange={(INTERNAL) => change({ sponsors: { ...sponsors, INTERNAL } })}
        />
        {organizationId ? (
          <PartiesField
            label="From the organization"
            description="Guests of it who answer for their colleagues."
            kinds="BOTH"
            among={{ guestsOf: organizationId }}
            error={at('sponsors:EXTERNAL')}
            value={sponsors.EXTERNAL}
            onChange={(EXTERNAL) => change({ sponsors: { ...sponsors, EXTERNAL } })}
          />
        ) : (
          <Text size="sm" c="dimmed">
            Once some of its people are guests here, you can let them vouch for their colleagues.
          </Text>
        )}
      </Stack>
    </Section>
  );
}
