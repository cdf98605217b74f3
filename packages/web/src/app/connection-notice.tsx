import { useEffect, useState } from 'react';
import { useConnection } from '../graphql/connection.ts';
import { ToneBadge } from '../ui/states/badge.tsx';
import styles from './shell.module.css';
import { Status } from '../ui/states/status.tsx';

/** A break shorter than this is not worth a word. */
const PATIENCE_MS = 2_500;

/** Says in the header whether changes arrive by themselves. */
export function LiveIndicator() {
  const connection = useConnection();
  const live = connection === 'LIVE';
  return (
    <span className={styles.live} title={live ? 'Changes appear by themselves' : 'Changes do not arrive at the moment'}>
      <ToneBadge tone={live ? 'good' : 'neutral'}>
        {{ LIVE: 'Live', CONNECTING: 'Connecting', RECONNECTING: 'Reconnecting', OFFLINE: 'Offline' }[connection]}
      </ToneBadge>
    </span>
  );
}

/** Tells when the connection is gone, and that nothing was lost when it is back. */
export function ConnectionNotice() {
  const connection = useConnection();
  const broken = connection === 'OFFLINE' || connection === 'RECONNECTING';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(broken), broken ? PATIENCE_MS : 0);
    return () => clearTimeout(timer);
  }, [broken]);
  return (
    <Status>
      {shown && (
        <div className={styles.notice}>
          {connection === 'OFFLINE'
            ? 'You are offline. What you see may be old; it is brought up to date as soon as you are back.'
            : 'The connection to Gatehouse is lost. Trying again; nothing that happens meanwhile is missed.'}
        </div>
      )}
    </Status>
  );
}
