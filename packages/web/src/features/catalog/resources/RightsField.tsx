import { Button, CloseButton, Group, Input, NativeSelect, Stack, TextInput } from '@mantine/core';
import { newRight, rightsLeft, type KnownRight, type RightDraft } from './resource-draft.ts';
import styles from './rights.module.css';

interface RightsFieldProps {
  rights: readonly RightDraft[];
  setRights: (rights: RightDraft[]) => void;
  /** The rights it has in its target, given at once; null where they are up to whoever makes it. */
  known: readonly KnownRight[] | null;
  /** What is wrong with one of them by its key, or with all of them. */
  at: (field: string) => string | undefined;
}

/** The rights that a resource grants. */
export function RightsField({ rights, setRights, known, at }: RightsFieldProps) {
  const set = (key: string, part: Partial<RightDraft>) =>
    setRights(rights.map((right) => (right.key === key ? { ...right, ...part } : right)));
  const more = known ? rightsLeft(known, rights) : [{ name: '', externalId: '' }];
  return (
    <Input.Wrapper
      labelElement="div"
      label="Rights it grants"
      description={known ? 'Those that it has in its target.' : 'At least one. Packages are made of them.'}
      error={at('rights')}
      required
    >
      <Stack gap="xs" my={6}>
        {rights.map((right, index) => (
          <fieldset key={right.key} className={styles.right} aria-label={`Right ${index + 1}`}>
            <div className={styles.fields}>
              <TextInput
                label="Name people read"
                required
                maxLength={200}
                error={at(right.key)}
                description={known && `The target calls it “${right.externalId}”.`}
                value={right.name}
                onChange={(event) => set(right.key, { name: event.currentTarget.value })}
              />
              {!known && <TargetsWords right={right} set={(part) => set(right.key, part)} />}
            </div>
            <CloseButton
              size={36}
              aria-label={`Remove right ${index + 1}`}
              onClick={() => setRights(rights.filter((one) => one.key !== right.key))}
            />
          </fieldset>
        ))}
        <Group gap="xs">
          {more.map((right) => (
            <Button key={right.externalId} variant="default" size="xs" onClick={() => setRights([...rights, newRight(right)])}>
              {right.name ? `Add ${right.name}` : 'Add a right'}
            </Button>
          ))}
        </Group>
      </Stack>
    </Input.Wrapper>
  );
}

/** What the two ways of giving a right mean for whoever gets it. */
const GIVEN: Record<RightDraft['mode'], string> = {
  ACTIVE: 'They have the right as soon as it is delivered.',
  ELIGIBLE: 'They may have the right, and activate it in the target when they need it.',
};

/** How a right is known and given in its target. */
function TargetsWords({ right, set }: { right: RightDraft; set: (part: Partial<RightDraft>) => void }) {
  return (
    <>
      <TextInput
        label="Name in the target"
        maxLength={200}
        description="Only if it differs."
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={right.externalId}
        onChange={(event) => set({ externalId: event.currentTarget.value })}
      />
      <NativeSelect
        label="How it is given"
        description={GIVEN[right.mode]}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={right.mode}
        data={[
          { value: 'ACTIVE', label: 'At once' },
          { value: 'ELIGIBLE', label: 'To be activated' },
        ]}
        onChange={(event) => set({ mode: event.currentTarget.value === 'ELIGIBLE' ? 'ELIGIBLE' : 'ACTIVE' })}
      />
    </>
  );
}
