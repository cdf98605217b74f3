import { Anchor, Text } from '@mantine/core';
import { ToneBadge } from '../../ui/states/badge.tsx';
import { StateBadge } from '../../ui/states/state-badge.tsx';
import { When } from '../../ui/words/when.tsx';
import { grantStates, resourceKinds } from '../../ui/words/words.ts';
import type { GrantParts } from '../requests/page/request.ts';
import styles from './grants.module.css';

/** Every right of an assignment with its own state, what its target last said, and when it is tried again. */
export function GrantList({ grants }: { grants: readonly GrantParts[] }) {
  if (grants.length === 0)
    return (
      <Text size="sm" c="dimmed">
        No rights yet.
      </Text>
    );
  return (
    <ul className={styles.grants}>
      {grants.map(({ id, state, origin, lastError, nextTryAt, lostAt, resourceRole: { name, resource } }) => (
        <li key={id} className={styles.grant}>
          <div className={styles.words}>
            <Text size="sm" fw={600}>
              {state === 'ACTIVE' && !lostAt && resource.launchUrl ? (
                <Anchor href={resource.launchUrl}>{resource.name}</Anchor>
              ) : (
                resource.name
              )}
            </Text>
            <Text size="sm" c="dimmed">
              {resourceKinds[resource.kind]} · {name} · {resource.connector.name}
              {origin === 'ADOPTED' && ' · was there before'}
            </Text>
            {lostAt && (
              <Text size="sm" component="div" className={styles.error}>
                Gone from {resource.connector.name} since <When at={lostAt} />, though nobody here took it away.
              </Text>
            )}
            {lastError && state !== 'ACTIVE' && state !== 'REMOVED' && (
              <Text size="sm" component="div" className={styles.error}>
                {resource.connector.name} said: {lastError}
                {nextTryAt && (
                  <>
                    {' '}
                    Next try <When at={nextTryAt} />.
                  </>
                )}
              </Text>
            )}
          </div>
          {lostAt ? <ToneBadge tone="bad">Lost</ToneBadge> : <StateBadge words={grantStates} state={state} />}
        </li>
      ))}
    </ul>
  );
}
