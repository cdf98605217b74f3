import { ActionIcon, Text } from '@mantine/core';
import { Link, type LinkProps } from '@tanstack/react-router';
import { IconCheck } from '@tabler/icons-react';
import { graphql, type FragmentOf } from '../../graphql/graphql.ts';
import { ToneBadge } from '../../ui/states/badge.tsx';
import { When } from '../../ui/words/when.tsx';
import styles from '../../ui/lists/row-list.module.css';
import { groupsOf, type MessageGroup } from './groups.ts';

export const NotificationFragment = graphql(`
  fragment Notification on Notification {
    id
    kind
    text
    createdAt
    readAt
    request {
      id
      accessPackage {
        id
        name
      }
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
    token {
      id
    }
    service {
      id
    }
  }
`);

type Notification = FragmentOf<typeof NotificationFragment>;

/** Where a message leads. */
function destination({ kind, stage, request, task, token, service }: Notification): {
  to: LinkProps['to'];
  params?: Record<string, string>;
} {
  if (task) return { to: '/tasks' };
  if (stage && (kind.startsWith('APPROV') || kind === 'ANSWERS_CHANGED'))
    return { to: '/approvals/$stageId', params: { stageId: stage.id } };
  if (kind.startsWith('ACCESS_')) return { to: '/access' };
  if (service) return { to: '/admin/people/$userId', params: { userId: service.id } };
  if (token) return { to: '/settings' };
  if (request) return { to: '/requests/$requestId', params: { requestId: request.id } };
  return { to: '/inbox' };
}

interface NotificationListProps {
  notifications: readonly Notification[];
  /** Marked as read a moment ago. */
  read: ReadonlySet<string>;
  markRead: (ids: string[]) => void;
}

/** Messages, the latest first, those about one thing together; opening one marks it and what it overtook as read. */
export function NotificationList({ notifications, read, markRead }: NotificationListProps) {
  return (
    <ul className={styles.list}>
      {groupsOf(notifications).map((group) => (
        <Message key={group.key} group={group} read={read} markRead={markRead} />
      ))}
    </ul>
  );
}

interface MessageProps extends Omit<NotificationListProps, 'notifications'> {
  group: MessageGroup<Notification>;
}

function Message({ group: { waiting, messages }, read, markRead }: MessageProps) {
  const [latest, ...earlier] = messages as [Notification, ...Notification[]];
  const unread = messages.filter(({ id, readAt }) => !readAt && !read.has(id)).map(({ id }) => id);
  const requests = new Set(messages.map(({ request }) => request?.id)).size;
  const text = waiting ? `${requests} requests for \u201c${waiting.name}\u201d ask for your decision.` : latest.text;
  const to = waiting ? { to: '/approvals', search: { package: waiting.id } } : destination(latest);
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <Link
          {...(to as { to: '/' })}
          className={styles.whole}
          style={{ fontWeight: unread.length > 0 ? 600 : 400 }}
          onClick={() => unread.length > 0 && markRead(unread)}
        >
          {text}
        </Link>
        <Text size="sm" c="dimmed" component="div">
          <When at={latest.createdAt} />
        </Text>
        {(waiting || earlier.length > 0) && (
          <details className={styles.earlier}>
            <summary>
              {waiting ? 'Show them' : earlier.length === 1 ? '1 earlier message' : `${earlier.length} earlier messages`}
            </summary>
            <ul>
              {(waiting ? messages : earlier).map((message) => (
                <li key={message.id}>
                  <Link {...(destination(message) as { to: '/' })} onClick={() => markRead([message.id])}>
                    {message.text}
                  </Link>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      {unread.length > 0 && <ToneBadge tone="moving">{unread.length > 1 ? `${unread.length} new` : 'New'}</ToneBadge>}
      {unread.length > 0 && (
        <ActionIcon variant="default" size={36} aria-label={`Mark as read: ${text}`} onClick={() => markRead(unread)}>
          <IconCheck size={18} />
        </ActionIcon>
      )}
    </li>
  );
}
