import { List, Text, Timeline } from '@mantine/core';
import { inWords } from '../../../ui/forms/length.ts';
import type { StagePreview } from './option.ts';
import { eitherOf } from '../../../ui/words/language.ts';

const sentence = (names: readonly { name: string }[]) => eitherOf.format([...new Set(names.map(({ name }) => name))]);

/** Who would decide, before anything is asked: stage by stage, with escalation and lapse. */
export function StagePreviews({ needsApproval, stages }: { needsApproval: boolean; stages: readonly StagePreview[] }) {
  if (!needsApproval) return <Text>Nobody has to approve: the access is delivered as soon as you ask.</Text>;
  return (
    <Timeline bulletSize={26} lineWidth={2} active={-1} aria-label="Who would decide">
      {stages.map((stage) => (
        <Timeline.Item
          key={stage.order}
          bullet={
            <Text size="sm" fw={700}>
              {stage.order}
            </Text>
          }
          title={stage.approvers.length > 0 ? `${sentence(stage.approvers)} decides` : 'Nobody could decide'}
        >
          <List size="sm" c="dimmed" spacing={2} listStyleType="none">
            {stage.quorum > 1 && <List.Item>{stage.quorum} different people must approve; one denial ends it.</List.Item>}
            {stage.escalateAfter && stage.escalationApprovers.length > 0 && (
              <List.Item>
                After {inWords(stage.escalateAfter)} of silence {sentence(stage.escalationApprovers)} is asked too.
              </List.Item>
            )}
            <List.Item>It lapses if nobody decides within {inWords(stage.decideWithin)}.</List.Item>
          </List>
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
