import { Button, Stack, Text } from '@mantine/core';
import { Section } from '../../../ui/frame/page.tsx';
import { newStage, type StageDraft } from './draft.ts';
import { StageEditor } from './StageEditor.tsx';

/** The most stages a policy may have. */
const MOST = 3;

interface StagesSectionProps {
  title: string;
  /** What one is called, so that the stages of one section are told from those of another. */
  noun?: string;
  /** What people without a manager could not do where managers alone are asked. */
  deadEnd: string;
  /** What it means to have none. */
  none: string;
  stages: readonly StageDraft[];
  change: (stages: StageDraft[]) => void;
}

/** Approval stages, one after the other. */
export function StagesSection({ title, noun = 'stage', deadEnd, none, stages, change }: StagesSectionProps) {
  return (
    <Section title={title}>
      <Stack>
        {stages.length === 0 && <Text c="dimmed">{none}</Text>}
        {stages.map((stage, index) => (
          <StageEditor
            key={stage.key}
            name={`${noun} ${index + 1}`}
            deadEnd={deadEnd}
            stage={stage}
            change={(part) => change(stages.map((one) => (one.key === stage.key ? { ...one, ...part } : one)))}
            remove={() => change(stages.filter((one) => one.key !== stage.key))}
          />
        ))}
        {stages.length < MOST && (
          <Button variant="default" style={{ alignSelf: 'flex-start' }} onClick={() => change([...stages, newStage()])}>
            Add {stages.length === 0 ? `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}` : `another ${noun}`}
          </Button>
        )}
      </Stack>
    </Section>
  );
}
