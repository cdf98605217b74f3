import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useViewer } from '../../../../app/viewer.tsx';
import { Loading, Refusals } from '../../../../ui/states/feedback.tsx';
import { proofInWords } from '../../../../ui/words/proof-words.ts';
import { Facts, Page, Section, TextLink } from '../../../../ui/frame/page.tsx';
import { Person } from '../../../../ui/frame/person.tsx';
import { StateBadge } from '../../../../ui/states/state-badge.tsx';
import { When } from '../../../../ui/words/when.tsx';
import { stageStates } from '../../../../ui/words/words.ts';
import { AnswerChanges } from '../../AnswerChanges.tsx';
import { howLong } from '../../how-long.ts';
import { CommentThread } from '../../page/CommentThread.tsx';
import type { RequestDetails } from '../../page/request.ts';
import { RequestTimeline } from '../../page/RequestTimeline.tsx';
import { DecideDialog } from '../deciding/DecideDialog.tsx';
import { outcome } from '../deciding/outcome.ts';
import { asks, type QueueItem } from '../queue/queue-item.ts';
import { AskQuestion, Reassign, type SideDialog } from '../deciding/SideDialogs.tsx';
import { UndoBar } from '../deciding/UndoBar.tsx';
import { useDecide, type DecisionWord } from '../deciding/use-decide.ts';
import { Status } from '../../../../ui/states/status.tsx';

interface StagePageProps {
  stage: QueueItem;
  /** Null while it loads. */
  request: RequestDetails | null;
  /** What the person holds already, as far as the viewer may see it; null while it loads. */
  held: readonly { id: string; expiresAt: string | null; accessPackage: { id: string; name: string } }[] | null;
  again: () => void;
}

/** One decision with everything that helps to make it. */
export function StagePage({ stage, request, held, again }: StagePageProps) {
  const viewer = useViewer();
  const [asking, setAsking] = useState<DecisionWord | null>(null);
  const [dialog, setDialog] = useState<SideDialog>(null);
  const [told, setTold] = useState<string | null>(null);
  const deciding = useDecide({ settle: (_id, how) => (setTold(how), again()), reopened: () => (setTold(null), again()) });
  const open = stage.state === 'OPEN' && (stage.viewerCan.approve.allowed || stage.viewerCan.deny.allowed);
  const { request: asked } = stage;

  const begin = (decision: DecisionWord) => {
    // What was refused of another decision is no part of this one.
    deciding.forget();
    setAsking(decision);
  };
  const approve = () =>
    stage.justificationRequired
      ? begin('APPROVE')
      : void deciding.decide(stage, { decision: 'APPROVE', justification: null, expiresAt: null });

  return (
    <Page
      title={`${asked.target.name} ${asks(stage)} ${asked.accessPackage.name}`}
      crumbs={[{ to: '/approvals', label: 'Approvals' }]}
      badge={<StateBadge words={stageStates} state={stage.state} />}
    >
      <Stack>
        <Status>
          {!open && (
            <Alert color="gate" variant="light" title={told ?? outcome(stage, viewer.user.id)}>
              {stage.state === 'OPEN' ? stage.viewerCan.approve.reason : 'Nothing is left for you to do here.'}
            </Alert>
          )}
        </Status>
        <Section title="The request">
          <Stack>
            <Person person={asked.target} />
            {asked.justification && <Text style={{ whiteSpace: 'pre-line' }}>“{asked.justification}”</Text>}
            <Facts
              rows={[
                asked.requester !== null && asked.requester.id !== asked.target.id && ['Asked by', asked.requester.name],
                [
                  'Package',
                  <TextLink key="package" to="/packages/$packageId" params={{ packageId: asked.accessPackage.id }}>
                    {asked.accessPackage.name}
                  </TextLink>,
                ],
                ['Catalog', asked.accessPackage.catalog.name],
                asked.proof && ['Proved', proofInWords(asked.proof)],
                ['How long', howLong(asked.schedule)],
                ['Asked', <When key="asked" at={asked.createdAt} as="both" />],
                stage.decideBy !== null &&
                  stage.state === 'OPEN' && ['Lapses', <When key="lapses" at={stage.decideBy} as="both" />],
                stage.quorum > 1 && ['Needs', `${stage.quorum} different people`],
                ...asked.answers.map((answer) => [answer.question.text, answer.value] as const),
              ]}
            />
            {request && <AnswerChanges request={request} />}
            {open && (
              <Group>
                <Button onClick={approve} disabled={deciding.busy || !stage.viewerCan.approve.allowed}>
                  Approve
                </Button>
                <Button variant="default" onClick={() => begin('DENY')} disabled={deciding.busy || !stage.viewerCan.deny.allowed}>
                  Deny
                </Button>
                <Button variant="subtle" onClick={() => begin('APPROVE')}>
                  Approve with a note or a sooner end
                </Button>
                <Button variant="subtle" onClick={() => setDialog('QUESTION')}>
                  Ask a question
                </Button>
                {stage.viewerCan.reassign.allowed && (
                  <Button variant="subtle" onClick={() => setDialog('REASSIGN')}>
                    Hand to somebody else
                  </Button>
                )}
              </Group>
            )}
            {!asking && <Refusals errors={deciding.failed} />}
          </Stack>
        </Section>
        <Section title="What they already hold">
          {held === null ? (
            <Loading rows={1} />
          ) : held.length === 0 ? (
            <Text c="dimmed">Nothing that you may see.</Text>
          ) : (
            <List spacing={4}>
              {held.map((assignment) => (
                <List.Item key={assignment.id}>
                  {assignment.accessPackage.name}
                  {assignment.expiresAt && (
                    <Text span c="dimmed" size="sm">
                      {' '}
                      · ends <When at={assignment.expiresAt} />
                    </Text>
                  )}
                </List.Item>
              ))}
            </List>
          )}
        </Section>
        {request ? (
          <>
            <Section title="What happens">
              <RequestTimeline request={request} />
            </Section>
            <CommentThread request={request} me={viewer.user.id} />
          </>
        ) : (
          <Loading rows={2} />
        )}
      </Stack>
      <UndoBar
        undo={deciding.undo}
        takeBack={() => void deciding.takeBack()}
        busy={deciding.takingBack}
        gone={deciding.dropUndo}
      />
      <DecideDialog
        asking={asking && { items: [stage], decision: asking }}
        close={() => setAsking(null)}
        send={async (verdict) => {
          const done = await deciding.decide(stage, verdict);
          if (done) setAsking(null);
          return done;
        }}
        busy={deciding.busy}
        errors={deciding.failed}
      />
      <AskQuestion item={dialog === 'QUESTION' ? stage : null} close={() => setDialog(null)} />
      <Reassign item={dialog === 'REASSIGN' ? stage : null} close={() => setDialog(null)} />
    </Page>
  );
}
