import { Button, Drawer, Group, Menu, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCheck, IconDots, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../../../graphql/graphql.ts';
import { ToneBadge } from '../../../../ui/states/badge.tsx';
import { proofInWords } from '../../../../ui/words/proof-words.ts';
import { Facts, TextLink } from '../../../../ui/frame/page.tsx';
import { Person } from '../../../../ui/frame/person.tsx';
import { When } from '../../../../ui/words/when.tsx';
import { AnswerChanges, AnswerChangesFragment } from '../../AnswerChanges.tsx';
import { howLong } from '../../how-long.ts';
import { subject, type QueueItem } from './queue-item.ts';
import styles from './queue.module.css';
import type { QueueRow } from './queue-state.ts';
import type { SideDialog } from '../deciding/SideDialogs.tsx';
import type { DecisionWord } from '../deciding/use-decide.ts';

/** Who goes through the rows quickly is not asked about each of them. */
const SETTLE_MS = 250;

const HeldQuery = graphql(`
  query HeldBy($target: ID!) {
    assignments(first: 5, filter: { target: { id: { eq: $target } }, state: { in: [DELIVERING, DELIVERED, PARTIALLY_DELIVERED] } }) {
      nodes {
        id
        accessPackage {
          id
          name
        }
      }
      totalCount
    }
  }
`);

interface PanelProps {
  row: QueueRow | null;
  busy: boolean;
  /** `closely`: with a note or a sooner end. */
  decide: (item: QueueItem, decision: DecisionWord, closely?: boolean) => void;
  ask: (item: QueueItem, dialog: NonNullable<SideDialog>) => void;
  openPage: (item: QueueItem) => void;
}

/** Everything about the approval where somebody is, beside the list. */
export function QueuePanel({ row, ...rest }: PanelProps) {
  return (
    // It scrolls by itself, so the keyboard must reach it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <aside className={styles.panel} id="approval" tabIndex={0} aria-label={row ? `Details: ${subject(row.item)}` : 'Details'}>
      {row ? <Details row={row} {...rest} /> : <Text c="dimmed">Choose an approval to see all about it.</Text>}
    </aside>
  );
}

/** The same on a phone, in front of the list. */
export function QueueDrawer({ row, opened, close, ...rest }: PanelProps & { opened: boolean; close: () => void }) {
  return (
    <Drawer
      opened={opened && row !== null}
      onClose={close}
      position="bottom"
      size="auto"
      title={row ? subject(row.item) : ''}
      classNames={{ title: styles.drawerTitle }}
    >
      {row && <Details row={row} {...rest} />}
    </Drawer>
  );
}

const ChangedQuery = graphql(
  `
    query AnswersChanged($id: ID!) {
      node(id: $id) {
        ... on AccessRequest {
          id
          ...AnswerChanges
        }
      }
    }
  `,
  [AnswerChangesFragment],
);

/** What was changed in the answers since the access was given: asked for one row at a time, and not with every row of the queue. */
function Changed({ requestId }: { requestId: string }) {
  const [id] = useDebouncedValue(requestId, SETTLE_MS);
  const [{ data }] = useQuery({ query: ChangedQuery, variables: { id }, pause: id !== requestId });
  const request = data?.node && 'answerChanges' in data.node && data.node.id === requestId ? data.node : null;
  return request && <AnswerChanges request={request} />;
}

function Details({ row: { item, settled }, busy, decide, ask, openPage }: PanelProps & { row: QueueRow }) {
  const { request } = item;
  const details: (readonly [string, ReactNode] | null | false)[] = [
    ['Package', request.accessPackage.name],
    ['Catalog', request.accessPackage.catalog.name],
    request.requester !== null && request.requester.id !== request.target.id && ['Requested by', request.requester.name],
    request.proof && ['Proved', proofInWords(request.proof)],
    ['How long', howLong(request.schedule)],
    request.assignment?.expiresAt ? ['Held now', <When key="now" at={request.assignment.expiresAt} as="both" />] : null,
    ['Asked', <When key="asked" at={request.createdAt} as="both" />],
    item.decideBy !== null && settled === null && ['Lapses', <When key="lapses" at={item.decideBy} as="both" />],
    item.quorum > 1 && ['Needs', `${item.quorum} different people`],
  ];
  return (
    <Stack gap="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Person person={request.target} />
        {request.stages.length > 1 && (
          <ToneBadge tone="neutral">
            Stage {item.order} of {request.stages.length}
          </ToneBadge>
        )}
      </Group>
      {request.justification ? (
        <blockquote className={styles.reason}>{request.justification}</blockquote>
      ) : (
        <Text size="sm" c="dimmed">
          No reason given.
        </Text>
      )}
      {request.answers.length > 0 && (
        <dl className={styles.asked}>
          {request.answers.map((answer) => (
            <div key={answer.id}>
              <dt>{answer.question.text}</dt>
              <dd>{answer.value}</dd>
            </div>
          ))}
        </dl>
      )}
      {request.assignment && <Changed requestId={request.id} />}
      <Facts compact rows={details} />
      <Held target={request.target} />
      <Text size="sm">
        <TextLink to="/approvals/$stageId" params={{ stageId: item.id }}>
          {request.comments.length === 0
            ? 'Open its own page'
            : request.comments.length === 1
              ? 'Read 1 comment on its own page'
              : `Read ${request.comments.length} comments on its own page`}
        </TextLink>
      </Text>
      {settled === null ? (
        <Answers item={item} busy={busy} decide={decide} ask={ask} openPage={openPage} />
      ) : (
        <Text className={styles.settled}>{settled}</Text>
      )}
    </Stack>
  );
}

function Answers({ item, busy, decide, ask, openPage }: Omit<PanelProps, 'row'> & { item: QueueItem }) {
  const can = item.viewerCan;
  if (!can.approve.allowed && !can.deny.allowed) return <Text size="sm">{can.approve.reason}</Text>;
  return (
    <Group gap="xs" wrap="nowrap">
      <Button
        flex={1}
        leftSection={<IconCheck size={18} aria-hidden />}
        onClick={() => decide(item, 'APPROVE')}
        disabled={busy || !can.approve.allowed}
      >
        Approve
      </Button>
      <Button
        flex={1}
        variant="default"
        leftSection={<IconX size={18} aria-hidden />}
        onClick={() => decide(item, 'DENY')}
        disabled={busy || !can.deny.allowed}
      >
        Deny
      </Button>
      <Menu position="top-end">
        <Menu.Target>
          <Button variant="default" px="xs" aria-label={`More for ${item.request.target.name}`}>
            <IconDots size={18} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => decide(item, 'APPROVE', true)}>Approve with a note or a sooner end</Menu.Item>
          <Menu.Item onClick={() => ask(item, 'QUESTION')}>Ask a question</Menu.Item>
          {can.reassign.allowed && <Menu.Item onClick={() => ask(item, 'REASSIGN')}>Hand to somebody else</Menu.Item>}
          <Menu.Item onClick={() => openPage(item)}>Open its own page</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

/** What the person holds already, as far as the viewer may see it. */
function Held({ target }: { target: QueueItem['request']['target'] }) {
  const [id] = useDebouncedValue(target.id, SETTLE_MS);
  const [{ data, operation }] = useQuery({ query: HeldQuery, variables: { target: id } });
  // Never what somebody else holds, while the answer is on its way.
  const held = operation?.variables.target === target.id ? data?.assignments : undefined;
  const names = held?.nodes.map(({ accessPackage }) => accessPackage.name) ?? [];
  const more = (held?.totalCount ?? 0) - names.length;
  return (
    <Text size="sm" component="div">
      <span className={styles.label}>Holds already: </span>
      {held === undefined ? '…' : names.length === 0 ? 'nothing that you may see' : names.join(', ')}
      {more > 0 && ` and ${more} more`}
    </Text>
  );
}
