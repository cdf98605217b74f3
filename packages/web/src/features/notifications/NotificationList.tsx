import { ActionIcon, Text } from '@mantine/core';
import { Link, type LinkProps } from '@tanstack/react-router';
import { IconCheck } from '@tabler/icons-react';
import { graphql, type FragmentOf } from '../../graphql/graphql.ts';
import { ToneBadge } from '../../ui/badge.tsx';
import { When } from '../../ui/when.tsx';
import styles from '../../ui/row-list.module.css';

export const NotificationFragment = graphql(`
  fragment Notification on Notification {
    id
    kind
    text
    createdAt
    readAt
    request {
      id
    }
    stage {
      id
    }
    assignment {
      id
    }
    task {
      id
    }
  }
`);

type Notification = FragmentOf<typeof NotificationFragment>;

/** Where a message leads. */
function destination({ kind, stage, request, task }: Notification): { to: LinkProps['to']; params?: Record<string, string> } {
  if (task) return { to: '/tasks' };
  if (stage && kind.startsWith('APPROV')) return { to: '/approvals/$stageId', params: { stageId: stage.id } };
  if (kind.startsWith('ACCESS_')) return { to: '/access' };
  if (request) return { to: '/requests/$requestId', params: { requestId: request.id } };
  return { to: '/inbox' };
}

interface NotificationListProps {
  notifications: readonly Notification[];
  /** Marked as read a moment ago. */
  read: ReadonlySet<string>;
  markRead: (id: string) => void;
}

/** Messages, the latest first; opening one marks it as read. */
export function NotificationList({ notifications, read, markRead }: NotificationListProps) {
  return (
    <ul className={styles.list}>
      {notifications.map((notification) => {
        const unread = !notification.readAt && !read.has(notification.id);
        return (
          <li key={notification.id} className={styles.row}>
            <div className={styles.words}>
              <Link
                {...(destination(notification) as { to: '/' })}
                className={styles.whole}
                style={{ fontWeight: unread ? 600 : 400 }}
                onClick={() => unread && markRead(notification.id)}
              >
                {notification.text}
              </Link>
              <Text size="sm" c="dimmed" component="div">
                <When at={notification.createdAt} />
              </Text>
            </div>
            {unread && <ToneBadge tone="moving">New</ToneBadge>}
            {unread && (
              <ActionIcon
                variant="default"
                size={36}
                aria-label={`Mark as read: ${notification.text}`}
                onClick={() => markRead(notification.id)}
              >
                <IconCheck size={18} />
              </ActionIcon>
            )}
          </li>
        );
      })}
    </ul>
  );
}
