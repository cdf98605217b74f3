import { Button, Fieldset, NumberInput, Stack, Switch } from '@mantine/core';
import { DurationField } from '../../ui/duration-field.tsx';
import { ApproversField } from './ApproversField.tsx';
import { DurationsField } from './DurationsField.tsx';
import type { ApproverPart, StageDraft } from './draft.ts';

interface StageEditorProps {
  /** What it is called within a sentence: `stage 2`. */
  name: string;
  stage: StageDraft;
  change: (part: Partial<StageDraft>) => void;
  remove: () => void;
}

const PARTS: readonly [ApproverPart, string, string][] = [
  [
    'PRIMARY',
    'Who decides',
    'Asked first. Nobody decides for themself: where the requester or the target is among them, they are left out.',
  ],
  ['FALLBACK', 'Who decides where nobody of these can be found', 'The fallback, such as for people without a manager.'],
  ['ESCALATION', 'Who is asked too when these stay silent', 'The first ones keep the right to decide.'],
];

/** One stage: who is asked, in which part, and by when. */
export function StageEditor({ name, stage, change, remove }: StageEditorProps) {
  return (
    <Fieldset legend={name.charAt(0).toUpperCase() + name.slice(1)}>
      <Stack>
        {PARTS.map(([part, label, description]) => (
          <ApproversField
            key={part}
            label={label}
            description={description}
            stage={name}
            value={stage.approvers[part]}
            onChange={(approvers) => change({ approvers: { ...stage.approvers, [part]: approvers } })}
          />
        ))}
        <DurationField
          label="Lapses if nobody decides within"
          required
          value={stage.decideWithin}
          onChange={(decideWithin) => change({ decideWithin })}
        />
        {stage.approvers.ESCALATION.length > 0 && (
          <DurationField
            label="Ask those too after"
            description="Half of the time to decide where nothing is said."
            value={stage.escalateAfter}
            onChange={(escalateAfter) => change({ escalateAfter })}
          />
        )}
        <DurationsField label="Remind after" value={stage.reminders} onChange={(reminders) => change({ reminders })} />
        <NumberInput
          label="How many different people must approve"
          maw={280}
          min={1}
          max={100}
          value={stage.quorum}
          onChange={(quorum) => change({ quorum: Math.max(1, Number(quorum) || 1) })}
        />
        <Switch
          label="An approver has to say why"
          checked={stage.approverJustificationRequired}
          onChange={(event) => change({ approverJustificationRequired: event.currentTarget.checked })}
        />
        <Switch
          label="The requester sees who is asked"
          checked={stage.showApprovers}
          onChange={(event) => change({ showApprovers: event.currentTarget.checked })}
        />
        <Button variant="default" size="sm" style={{ alignSelf: 'flex-start' }} onClick={remove}>
          Remove {name}
        </Button>
      </Stack>
    </Fieldset>
  );
}
