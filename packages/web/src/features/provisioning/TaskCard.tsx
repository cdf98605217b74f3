import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { UserErrorFragment } from '../../graphql/errors.ts';
import { graphql, type FragmentOf } from '../../graphql/graphql.ts';
import { intentKey, useAction } from '../../graphql/use-action.ts';
import { Person, PersonFragment } from '../../ui/frame/person.tsx';
import { ReasonDialog } from '../../ui/forms/ReasonDialog.tsx';
import { StateBadge } from '../../ui/states/state-badge.tsx';
import { When } from '../../ui/words/when.tsx';
import { manualTaskStates, resourceKinds } from '../../ui/words/words.ts';
import pageStyles from '../../ui/frame/page.module.css';

export const TaskFragment = graphql(
  `
    fragment Task on ManualTask {
      id
      state
      note
      createdAt
      closedAt
      closedBy {
        id
        name
      }
      operation {
        id
        action
        grant {
          id
          user {
            ...Person
          }
          resourceRole {
            id
            name
            externalId
            resource {
              id
              name
              kind
              externalId
              launchUrl
              connector {
                id
                name
              }
            }
          }
        }
      }
      viewerCan {
        close {
          allowed
          reason
        }
      }
    }
  `,
  [PersonFragment],
);

const Complete = graphql(
  `
    mutation CompleteManualTask($input: CompleteManualTaskInput!) {
      completeManualTask(input: $input) {
        manualTask {
          id
          state
        }
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

const Reject = graphql(
  `
    mutation RejectManualTask($input: RejectManualTaskInput!) {
      rejectManualTask(input: $input) {
        manualTask {
          id
          state
        }
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

/** One task: for whom, what, where, and the two ways to close it. */
export function TaskCard({ task }: { task: FragmentOf<typeof TaskFragment> }) {
  const [dialog, setDialog] = useState<'DONE' | 'REJECT' | null>(null);
  const complete = useAction(Complete);
  const reject = useAction(Reject);
  const { grant, action } = task.operation;
  const { resource, name } = grant.resourceRole;
  const what = `${action === 'GRANT' ? 'Give' : 'Take'} ${name} on ${resource.name} ${action === 'GRANT' ? 'to' : 'from'} ${grant.user.name}`;
  const say = (message: string) => notifications.show({ message });
  return (
    <article className={pageStyles.card} aria-label={what}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <div>
            <Title order={2} size="h3">
              {what}
            </Title>
            <Text size="sm" c="dimmed" component="div">
              {resourceKinds[resource.kind]} in {resource.connector.name} · {resource.externalId}, {grant.resourceRole.externalId}{' '}
              · <When at={task.createdAt} />
            </Text>
          </div>
          <StateBadge words={manualTaskStates} state={task.state} />
        </Group>
        <Person person={grant.user} size="sm" />
        {task.closedAt && (
          <Text size="sm" component="div">
            Closed by {task.closedBy?.name ?? 'Gatehouse'} <When at={task.closedAt} />
            {task.note && <>: “{task.note}”</>}
          </Text>
        )}
        {task.state === 'OPEN' && task.viewerCan.close.allowed && (
          <Group gap="xs">
            <Button size="sm" onClick={() => setDialog('DONE')}>
              It is done
            </Button>
            <Button size="sm" variant="default" onClick={() => setDialog('REJECT')}>
              It cannot be done
            </Button>
          </Group>
        )}
        {task.state === 'OPEN' && !task.viewerCan.close.allowed && (
          <Text size="sm" c="dimmed">
            {task.viewerCan.close.reason}
          </Text>
        )}
      </Stack>
      <ReasonDialog
        opened={dialog === 'DONE'}
        close={() => setDialog(null)}
        title="Is it done?"
        about={`${what}. From then on it counts as ${action === 'GRANT' ? 'delivered' : 'taken away'}.`}
        confirm="It is done"
        danger={false}
        reasonLabel="Note"
        busy={complete.busy}
        errors={complete.errors}
        send={async (note) => {
          const result = await complete.run({ input: { taskId: task.id, note, idempotencyKey: intentKey() } });
          if (result?.ok) say('The task is closed.');
          return result?.ok ?? false;
        }}
      />
      <ReasonDialog
        opened={dialog === 'REJECT'}
        close={() => setDialog(null)}
        title="It cannot be done?"
        about="The delivery fails with your reason, which the requester and the catalog’s owners see. It may be tried again."
        confirm="Reject the task"
        reasonLabel="Why"
        required
        busy={reject.busy}
        errors={reject.errors}
        send={async (note) => {
          const result = await reject.run({ input: { taskId: task.id, note: note ?? '', idempotencyKey: intentKey() } });
          if (result?.ok) say('The task is closed as rejected.');
          return result?.ok ?? false;
        }}
      />
    </article>
  );
}
