import { ActionIcon, Button, Checkbox, Menu, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { IconCheck, IconDots, IconMessage, IconX } from '@tabler/icons-react';
import { ToneBadge } from '../../../ui/badge.tsx';
import { TextLink } from '../../../ui/page.tsx';
import { Person } from '../../../ui/person.tsx';
import { When } from '../../../ui/when.tsx';
import { howLong } from '../how-long.ts';
import { AskQuestion, Reassign, type SideDialog } from './SideDialogs.tsx';
import { asks } from './queue-item.ts';
import styles from './queue.module.css';
import type { QueueRow } from './queue-state.ts';
import type { DecisionWord } from './use-decide.ts';
import { useState } from 'react';
import { Status } from '../../../ui/status.tsx';

interface QueueCardProps {
  row: QueueRow;
  busy: boolean;
  selected: boolean;
  toggle: () => void;
  /** `closely`: with a note or a sooner end. */
  decide: (decision: DecisionWord, closely?: boolean) => void;
}

/** One approval with its context: who, what, why, how long. */
export function QueueCard({ row, busy, selected, toggle, decide }: QueueCardProps) {
  const { item, settled, fresh } = row;
  const { request } = item;
  const name = `${request.target.name} ${asks(item)} ${request.accessPackage.name}`;
  return (
    <li className={styles.row} data-row={item.id} data-settled={settled !== null || undefined} data-fresh={fresh || undefined}>
      {/* The keys of the queue act on the card that has the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <article className={styles.card} tabIndex={0} aria-label={name}>
        <div className={styles.top}>
          <Checkbox
            aria-label={`Select: ${name}`}
            checked={selected}
            onChange={toggle}
            disabled={settled !== null}
            className={styles.check}
          />
          <Person person={request.target} />
          <span className={styles.marks}>
            {fresh && settled === null && <ToneBadge tone="moving">New</ToneBadge>}
            {request.stages.length > 1 && (
              <ToneBadge tone="neutral">
                Stage {item.order} of {request.stages.length}
              </ToneBadge>
            )}
          </span>
        </div>
        <Text className={styles.what}>
          {asks(item)}{' '}
          <Link to="/approvals/$stageId" params={{ stageId: item.id }} className={styles.link}>
            {request.accessPackage.name}
          </Link>{' '}
          <Text span c="dimmed" size="sm">
            in {request.accessPackage.catalog.name}
            {request.requester && request.requester.id !== request.target.id && `, requested by ${request.requester.name}`}
          </Text>
        </Text>
        {request.justification ? (
          <blockquote className={styles.why}>{request.justification}</blockquote>
        ) : (
          <Text size="sm" c="dimmed">
            No reason given.
          </Text>
        )}
        {request.answers.length > 0 && (
          <dl className={styles.answers}>
            {request.answers.map((answer) => (
              <div key={answer.id}>
                <dt>{answer.question.text}</dt>
                <dd>{answer.value}</dd>
              </div>
            ))}
          </dl>
        )}
        <Text size="sm" c="dimmed">
          {howLong(request.schedule)} · Asked <When at={request.createdAt} />
          {item.decideBy && settled === null && (
            <>
              {' '}
              · Lapses <When at={item.decideBy} />
            </>
          )}
          {request.comments.length > 0 && (
            <>
              {' '}
              ·{' '}
              <TextLink to="/approvals/$stageId" params={{ stageId: item.id }}>
                <IconMessage size={16} aria-hidden className={styles.mark} />
                {request.comments.length === 1 ? '1 comment' : `${request.comments.length} comments`}
                <span className="sr-only"> on what {request.target.name} asks for</span>
              </TextLink>
            </>
          )}
        </Text>
        {settled === null ? (
          <CardActions row={row} busy={busy} decide={decide} />
        ) : (
          <Status className={styles.settled}>{settled}</Status>
        )}
      </article>
    </li>
  );
}

function CardActions({ row: { item }, busy, decide }: Pick<QueueCardProps, 'row' | 'busy' | 'decide'>) {
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<SideDialog>(null);
  const can = item.viewerCan;
  if (!can.approve.allowed && !can.deny.allowed)
    return (
      <Text size="sm" mt="xs">
        {can.approve.reason}
      </Text>
    );
  return (
    <div className={styles.actions}>
      <Button
        leftSection={<IconCheck size={18} aria-hidden />}
        onClick={() => decide('APPROVE')}
        disabled={busy || !can.approve.allowed}
      >
        Approve
      </Button>
      <Button
        variant="default"
        leftSection={<IconX size={18} aria-hidden />}
        onClick={() => decide('DENY')}
        disabled={busy || !can.deny.allowed}
      >
        Deny
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} className={styles.more} aria-label={`More for ${item.request.target.name}`}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => decide('APPROVE', true)}>Approve with a note or a sooner end</Menu.Item>
          <Menu.Item onClick={() => setDialog('QUESTION')}>Ask a question</Menu.Item>
          {can.reassign.allowed && <Menu.Item onClick={() => setDialog('REASSIGN')}>Hand to somebody else</Menu.Item>}
          <Menu.Item onClick={() => void navigate({ to: '/approvals/$stageId', params: { stageId: item.id } })}>Open</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <AskQuestion item={item} opened={dialog === 'QUESTION'} close={() => setDialog(null)} />
      <Reassign item={item} opened={dialog === 'REASSIGN'} close={() => setDialog(null)} />
    </div>
  );
}
