import { Button, CloseButton, Group, Input, NativeSelect, Stack } from '@mantine/core';
import type { ApproverKind } from '@gatehouse/schema/rules/vocabulary';
import { DirectoryPicker } from '../../identity/choosing/DirectoryPicker.tsx';
import type { ApproverDraft } from './draft.ts';
import styles from '../policies.module.css';

interface ApproversFieldProps {
  label: string;
  description: string;
  stage: string;
  value: readonly ApproverDraft[];
  /** One more of them, to begin with. */
  fresh: () => ApproverDraft;
  onChange: (approvers: ApproverDraft[]) => void;
}

const KINDS: readonly { value: string; label: string; kind: ApproverKind; level: number }[] = [
  { value: 'MANAGER 1', label: 'Their manager', kind: 'MANAGER', level: 1 },
  { value: 'MANAGER 2', label: 'Their manager’s manager', kind: 'MANAGER', level: 2 },
  { value: 'USER 1', label: 'One person', kind: 'USER', level: 1 },
  { value: 'GROUP 1', label: 'Everyone in a group', kind: 'GROUP', level: 1 },
  { value: 'SPONSOR 1', label: 'The sponsors of their organization', kind: 'SPONSOR', level: 1 },
  { value: 'INTERNAL_SPONSOR 1', label: 'Its sponsors from inside', kind: 'INTERNAL_SPONSOR', level: 1 },
  { value: 'EXTERNAL_SPONSOR 1', label: 'Its sponsors from the organization', kind: 'EXTERNAL_SPONSOR', level: 1 },
  { value: 'RESOURCE_OWNER 1', label: 'The owners of the resources', kind: 'RESOURCE_OWNER', level: 1 },
  { value: 'CATALOG_OWNER 1', label: 'The owners of the catalog', kind: 'CATALOG_OWNER', level: 1 },
];

const valueOf = ({ kind, managerLevel }: ApproverDraft) => `${kind} ${kind === 'MANAGER' ? managerLevel : 1}`;

/** Several ways of naming approvers; all of them together are asked. */
export function ApproversField({ label, description, stage, value, fresh, onChange }: ApproversFieldProps) {
  const set = (key: string, part: Partial<ApproverDraft>) =>
    onChange(value.map((one) => (one.key === key ? { ...one, ...part } : one)));
  return (
    <Input.Wrapper labelElement="div" label={label} description={description}>
      <Stack gap="xs" mt={6}>
        {value.map((approver, index) => {
          const name = `${label}, ${stage}, ${index + 1}`;
          return (
            <Group key={approver.key} gap="xs" align="flex-start" wrap="nowrap">
              <div className={styles.approver}>
                <NativeSelect
                  aria-label={name}
                  value={valueOf(approver)}
                  data={KINDS.map(({ value: word, label: text }) => ({ value: word, label: text }))}
                  onChange={(event) => {
                    const chosen = KINDS.find((one) => one.value === event.currentTarget.value);
                    if (chosen) set(approver.key, { kind: chosen.kind, managerLevel: chosen.level, party: null });
                  }}
                />
                {(approver.kind === 'USER' || approver.kind === 'GROUP') && (
                  <DirectoryPicker
                    key={approver.kind}
                    label={`${name}: who`}
                    kinds={approver.kind === 'USER' ? 'PEOPLE' : 'GROUPS'}
                    value={approver.party}
                    onChange={(party) => set(approver.key, { party })}
                    hideLabel
                  />
                )}
              </div>
              <CloseButton
                aria-label={`Remove ${name}`}
                size={36}
                onClick={() => onChange(value.filter((one) => one.key !== approver.key))}
              />
            </Group>
          );
        })}
        <Button variant="default" size="xs" style={{ alignSelf: 'flex-start' }} onClick={() => onChange([...value, fresh()])}>
          Add
          <span className="sr-only">
            {' '}
            to: {label}, {stage}
          </span>
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}
