import { Fragment } from 'react';
import { Alert, Button, Fieldset, NumberInput, Stack, Switch, Text } from '@mantine/core';
import { whoIsAskedOnly } from '@gatehouse/schema/rules/policy-warnings';
import { IconAlertTriangle } from '@tabler/icons-react';
import { DurationField } from '../../../ui/forms/duration-field.tsx';
import { ApproversField } from './ApproversField.tsx';
import { DurationsField } from './DurationsField.tsx';
import { newApprover, newFallback, type ApproverPart, type StageDraft } from './draft.ts';

interface StageEditorProps {
  /** What it is called within a sentence: `stage 2`. */
  name: string;
  /** What people without a manager could not do where managers alone are asked. */
  deadEnd: string;
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
export function StageEditor({ name, deadEnd, stage, change, remove }: StageEditorProps) {
  const ask = (part: ApproverPart, approvers: StageDraft['approvers'][ApproverPart]) =>
    change({ approvers: { ...stage.approvers, [part]: approvers } });
  const asked = PARTS.flatMap(([role]) => stage.approvers[role].map(({ kind }) => ({ role, kind })));
  const only = whoIsAskedOnly(asked);
  // The same fields stand in every stage: each is told by its stage too.
  const of = (label: string) => `${label}, ${name}`;
  return (
    <Fieldset legend={name.charAt(0).toUpperCase() + name.slice(1)}>
      <Stack>
        {PARTS.map(([part, label, description]) => (
          <Fragment key={part}>
            <ApproversField
              label={label}
              description={description}
              stage={name}
              value={stage.approvers[part]}
              fresh={part === 'FALLBACK' ? newFallback : newApprover}
              onChange={(approvers) => ask(part, approvers)}
            />
            {part === 'FALLBACK' && only && (
              <Alert
                color="gate"
                variant="light"
                icon={<IconAlertTriangle />}
                title={`People without a ${only} cannot ${deadEnd}`}
              >
                <Stack gap="xs" align="flex-start">
                  <Text size="sm">This stage asks {only}s only, and has no fallback.</Text>
                  <Button size="xs" variant="default" onClick={() => ask('FALLBACK', [newFallback()])}>
                    Let catalog owners decide
                    <span className="sr-only"> in {name}</span>
                  </Button>
                </Stack>
              </Alert>
            )}
          </Fragment>
        ))}
        <DurationField
          of={name}
          label="Lapses if nobody decides within"
          required
          value={stage.decideWithin}
          onChange={(decideWithin) => change({ decideWithin })}
        />
        {stage.approvers.ESCALATION.length > 0 && (
          <DurationField
            of={name}
            label="Ask those too after"
            description="Half of the time to decide where nothing is said."
            value={stage.escalateAfter}
            onChange={(escalateAfter) => change({ escalateAfter })}
          />
        )}
        <DurationsField of={name} label="Remind after" value={stage.reminders} onChange={(reminders) => change({ reminders })} />
        <NumberInput
          label="How many different people must approve"
          aria-label={of('How many different people must approve')}
          maw={280}
          min={1}
          max={100}
          value={stage.quorum}
          onChange={(quorum) => change({ quorum: Math.max(1, Number(quorum) || 1) })}
        />
        <Switch
          label="An approver has to say why"
          aria-label={of('An approver has to say why')}
          checked={stage.approverJustificationRequired}
          onChange={(event) => change({ approverJustificationRequired: event.currentTarget.checked })}
        />
        <Switch
          label="The requester sees who is asked"
          aria-label={of('The requester sees who is asked')}
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
