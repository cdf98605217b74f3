import { Stack, Switch } from '@mantine/core';
import { Section } from '../../../ui/frame/page.tsx';
import { PartiesField } from '../../identity/choosing/PartiesField.tsx';
import type { Change, PolicyDraft } from './draft.ts';
import { ProofFields } from './ProofFields.tsx';

const SWITCHES = [
  ['selfAdd', 'People ask for themselves'],
  ['selfExtend', 'Holders ask to keep it longer'],
  ['selfRemove', 'Holders give it up'],
  ['justificationRequired', 'A request has to say why'],
  ['customSchedule', 'A later start or a sooner end may be chosen'],
  ['managerOnBehalf', 'Managers ask for their reports'],
] as const;

/** Who asks, and what a request has to hold. */
export function RequestingSection({ draft, change }: { draft: PolicyDraft; change: Change }) {
  return (
    <Section title="Asking">
      <Stack>
        {SWITCHES.map(([field, label]) => (
          <Switch
            key={field}
            label={label}
            checked={draft[field]}
            onChange={(event) => change({ [field]: event.currentTarget.checked })}
          />
        ))}
        <PartiesField
          label="Others who may ask for anybody it is for"
          kinds="PEOPLE"
          value={draft.onBehalf}
          onChange={(onBehalf) => change({ onBehalf })}
        />
        <ProofFields draft={draft} change={change} />
        {draft.managerOnBehalf && (
          <Switch
            label="A manager’s own request counts as their approval"
            description="Skips the stage that this manager would decide. Off by default: nobody decides about their own request."
            checked={draft.onBehalfPreApproves}
            onChange={(event) => change({ onBehalfPreApproves: event.currentTarget.checked })}
          />
        )}
      </Stack>
    </Section>
  );
}
