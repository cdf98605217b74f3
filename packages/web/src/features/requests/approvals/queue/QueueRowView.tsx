// Rows stand where they belong, each at its own height, which the rows of a table do not: the roles say what they are.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { Avatar, Button, Checkbox } from '@mantine/core';
import { IconCheck, IconMessage, IconX } from '@tabler/icons-react';
import type { CSSProperties, Ref } from 'react';
import { ToneBadge } from '../../../../ui/states/badge.tsx';
import { fromNow } from '../../../../ui/words/from-now.ts';
import { Status } from '../../../../ui/states/status.tsx';
import { inFull } from '../../../../ui/words/dates.ts';
import { asks, subject, type QueueItem } from './queue-item.ts';
import styles from './queue.module.css';
import type { QueueRow } from './queue-state.ts';
import type { DecisionWord } from '../deciding/use-decide.ts';

/** What can be done from a row. */
export interface RowActions {
  toggle: (id: string) => void;
  decide: (item: QueueItem, decision: DecisionWord) => void;
  /** Shows all about it. */
  open: (item: QueueItem) => void;
}

interface QueueRowViewProps extends RowActions {
  row: QueueRow;
  index: number;
  /** Where it stands in the list, and how it is measured. */
  place: { ref: Ref<HTMLDivElement>; style: CSSProperties; className: string | undefined; 'data-index': number };
  now: number;
  busy: boolean;
  selected: boolean;
  current: boolean;
  /** Somebody is here now. */
  arrive: () => void;
}

/** From here on the lapse is near enough to be said in another colour. */
const SOON_MS = 2 * 86_400_000;

/** One approval in one or two lines: who, what, why, until when, and the two answers. */
export function QueueRowView(props: QueueRowViewProps) {
  const { row, index, place, now, busy, selected, current, arrive, toggle, decide, open } = props;
  const { item, settled } = row;
  const { request, viewerCan: can } = item;
  const tab = current ? 0 : -1;
  return (
    <div
      {...place}
      role="row"
      tabIndex={tab}
      aria-label={subject(item)}
      aria-rowindex={index + 1}
      aria-selected={selected}
      data-row={item.id}
      data-settled={settled !== null || undefined}
      data-current={current || undefined}
      onFocus={arrive}
    >
      <div className={styles.row}>
        <div role="gridcell" className={styles.check}>
          <Checkbox
            aria-label={`Select: ${subject(item)}`}
            checked={selected}
            onChange={() => toggle(item.id)}
            disabled={settled !== null}
            tabIndex={tab}
          />
        </div>
        <div role="gridcell" className={styles.words}>
          <Avatar name={request.target.name} color="gate" variant="light" size={32} aria-hidden className={styles.face} />
          <div className={styles.lines}>
            <button type="button" className={styles.what} tabIndex={-1} onClick={() => open(item)}>
              <strong>{request.target.name}</strong> {asks(item)} <strong>{request.accessPackage.name}</strong>
            </button>
            {/* What is settled stands over what was there, which goes on taking its room: no row below moves. */}
            <div className={styles.second}>
              <Waiting row={row} now={now} />
              {settled !== null && <Status className={styles.settled}>{settled}</Status>}
            </div>
          </div>
        </div>
        {/* Named by the words of its buttons, which another label would hide from whoever speaks to it. */}
        {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label */}
        <div role="gridcell" className={styles.answers}>
          <Button
            size="compact-sm"
            tabIndex={tab}
            leftSection={<IconCheck size={16} aria-hidden />}
            onClick={() => decide(item, 'APPROVE')}
            disabled={busy || !can.approve.allowed}
          >
            <span className={styles.word}>Approve</span>
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            tabIndex={tab}
            leftSection={<IconX size={16} aria-hidden />}
            onClick={() => decide(item, 'DENY')}
            disabled={busy || !can.deny.allowed}
          >
            <span className={styles.word}>Deny</span>
          </Button>
        </div>
      </div>
    </div>
  );
}

/** Why it is asked for, and until when somebody has to say something. */
function Waiting({ row: { item, fresh }, now }: Pick<QueueRowViewProps, 'row' | 'now'>) {
  const { request } = item;
  const why = [
    request.requester && request.requester.id !== request.target.id && `requested by ${request.requester.name}`,
    request.justification ?? 'No reason given',
  ]
    .filter(Boolean)
    .join(' · ');
  const soon = item.decideBy !== null && new Date(item.decideBy).getTime() - now < SOON_MS;
  return (
    <span className={styles.below}>
      {/* As much of it as fits; the whole in its title, and in what the row opens. */}
      <span className={styles.why} title={why}>
        {why}
      </span>
      <span className={styles.when}>
        {fresh && <ToneBadge tone="moving">New</ToneBadge>}
        {request.comments.length > 0 && (
          <span className={styles.mark}>
            <IconMessage size={16} aria-hidden />
            {request.comments.length}
            <span className="sr-only"> {request.comments.length === 1 ? 'comment' : 'comments'}</span>
          </span>
        )}
        {item.decideBy && (
          <time dateTime={item.decideBy} title={inFull(item.decideBy)} data-soon={soon || undefined}>
            Lapses {fromNow(item.decideBy, now)}
          </time>
        )}
      </span>
    </span>
  );
}
