import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { TextLink } from '../../../ui/frame/page.tsx';
import { ToneBadge } from '../../../ui/states/badge.tsx';
import { StateBadge } from '../../../ui/states/state-badge.tsx';
import { useNow, When } from '../../../ui/words/when.tsx';
import { assignmentStates } from '../../../ui/words/words.ts';
import { inWords } from '../../../ui/forms/length.ts';
import pageStyles from '../../../ui/frame/page.module.css';
import type { AssignmentDetails } from '../assignment.ts';
import { AnswersDialog } from '../changing/AnswersDialog.tsx';
import { ExtendDialog } from '../changing/ExtendDialog.tsx';
import { GiveAgain } from '../changing/GiveAgain.tsx';
import { GiveUpDialog } from '../changing/GiveUpDialog.tsx';
import { GrantList } from '../GrantList.tsx';

function Ends({ assignment }: { assignment: AssignmentDetails }) {
  const now = useNow();
  // Where jobs ran ahead of the clock, as in a demo, "ended in 3 months" would read like a mistake.
  if (assignment.endedAt)
    return (
      <>
        Ended <When at={assignment.endedAt} as={Date.parse(assignment.endedAt) > now ? 'date' : 'both'} />
      </>
    );
  if (assignment.expiresAt)
    return (
      <>
        Ends <When at={assignment.expiresAt} as="both" />
      </>
    );
  if (assignment.duration) return <>Ends {inWords(assignment.duration)} after its delivery</>;
  return <>Does not end by itself</>;
}

/** One package that somebody holds: its rights, its end, and what to do. */
export function AssignmentCard({ assignment }: { assignment: AssignmentDetails }) {
  const [dialog, setDialog] = useState<'EXTEND' | 'END' | 'ANSWERS' | null>(null);
  const can = assignment.viewerCan;
  const over = assignment.state === 'EXPIRED' || assignment.state === 'ENDING';
  const close = () => setDialog(null);
  return (
    <article className={pageStyles.card} aria-label={assignment.accessPackage.name}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" gap="xs">
          <div>
            <Title order={2} size="h3">
              <TextLink to="/packages/$packageId" params={{ packageId: assignment.accessPackage.id }}>
                {assignment.accessPackage.name}
              </TextLink>
            </Title>
            <Text size="sm" c="dimmed" component="div">
              {assignment.accessPackage.catalog.name} · <Ends assignment={assignment} />
            </Text>
          </div>
          {assignment.lostAt ? (
            <ToneBadge tone="bad">Partly lost</ToneBadge>
          ) : (
            <StateBadge words={assignmentStates} state={assignment.state} />
          )}
        </Group>
        <GrantList grants={assignment.grants} />
        {!over && (
          <Group gap="xs">
            <GiveAgain assignment={assignment} />
            {can.extend.allowed && (
              <Button variant="default" size="sm" onClick={() => setDialog('EXTEND')}>
                Extend
              </Button>
            )}
            {can.editAnswers.allowed && (
              <Button variant="default" size="sm" onClick={() => setDialog('ANSWERS')}>
                Change answers
              </Button>
            )}
            {can.giveUp.allowed && (
              <Button variant="default" size="sm" onClick={() => setDialog('END')}>
                Give up
              </Button>
            )}
            {!can.extend.allowed && assignment.expiresAt && (
              <Text size="sm" c="dimmed">
                {can.extend.from ? (
                  <>
                    It can be extended from <When at={can.extend.from} as="both" /> on.
                  </>
                ) : (
                  can.extend.reason
                )}
              </Text>
            )}
          </Group>
        )}
      </Stack>
      <ExtendDialog assignment={assignment} opened={dialog === 'EXTEND'} close={close} />
      <AnswersDialog assignmentId={assignment.id} opened={dialog === 'ANSWERS'} close={close} />
      <GiveUpDialog assignment={assignment} opened={dialog === 'END'} close={close} />
    </article>
  );
}
