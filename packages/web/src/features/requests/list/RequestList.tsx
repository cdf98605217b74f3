import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { StateBadge } from '../../../ui/states/state-badge.tsx';
import { When } from '../../../ui/words/when.tsx';
import { requestCauses, requestStatesOf, requestTypes } from '../../../ui/words/words.ts';
import type { RequestRow } from './request-row.ts';
import styles from '../../../ui/lists/row-list.module.css';

function about(request: RequestRow, me: string): string {
  const kind = requestTypes[request.type] + (request.cause ? `: ${requestCauses[request.cause]}` : '');
  const forOther = request.target.id === me ? '' : ` · for ${request.target.name}`;
  const byOther = request.requester && request.requester.id !== me ? ` · by ${request.requester.name}` : '';
  return kind + forOther + byOther;
}

/** Requests below each other, each a link to its page. */
export function RequestList({ requests, me }: { requests: readonly RequestRow[]; me: string }) {
  return (
    <ul className={styles.list}>
      {requests.map((request) => {
        const open = request.stages.find((stage) => stage.state === 'OPEN');
        return (
          <li key={request.id} className={styles.row}>
            <div className={styles.words}>
              <Link to="/requests/$requestId" params={{ requestId: request.id }} className={styles.whole}>
                {request.accessPackage.name}
              </Link>
              <Text size="sm" c="dimmed">
                {about(request, me)}
              </Text>
              <Text size="sm" c="dimmed" component="div">
                <When at={request.createdAt} />
                {open?.decideBy && request.stages.length > 1 && ` · stage ${open.order} of ${request.stages.length}`}
                {open?.decideBy && (
                  <>
                    {' '}
                    · lapses <When at={open.decideBy} />
                  </>
                )}
              </Text>
            </div>
            <StateBadge words={requestStatesOf(request.type)} state={request.state} />
          </li>
        );
      })}
    </ul>
  );
}
