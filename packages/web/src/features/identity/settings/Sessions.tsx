import { Button, Text } from '@mantine/core';
import { useQuery } from 'urql';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { useAction } from '../../../graphql/use-action.ts';
import { ToneBadge } from '../../../ui/states/badge.tsx';
import { Failed, Loading, Refusals } from '../../../ui/states/feedback.tsx';
import { Section } from '../../../ui/frame/page.tsx';
import { When } from '../../../ui/words/when.tsx';
import styles from '../../../ui/lists/row-list.module.css';

const SessionsQuery = graphql(`
  query Sessions {
    sessions(first: 50, orderBy: [{ field: LAST_SEEN_AT, direction: DESC }]) {
      nodes {
        id
        method
        userAgent
        createdAt
        lastSeenAt
        current
      }
    }
  }
`);

const EndSession = graphql(
  `
    mutation EndSession($input: EndSessionInput!) {
      endSession(input: $input) {
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

const EndOthers = graphql(
  `
    mutation EndOtherSessions($input: EndOtherSessionsInput!) {
      endOtherSessions(input: $input) {
        endedIds
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

/** "Firefox on Linux": the browser as a person would name it. */
function browser(userAgent: string | null): string {
  if (!userAgent) return 'An unnamed browser';
  const name = /(Edg|OPR|Firefox|Chrome|Safari)\//.exec(userAgent)?.[1];
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(userAgent)?.[1];
  const known = { Edg: 'Edge', OPR: 'Opera' }[name ?? ''] ?? name;
  return known ? `${known}${system ? ` on ${system.replace(' OS X', '')}` : ''}` : userAgent.slice(0, 60);
}

/** The browsers one is signed in with oneself, and the way to end each. */
export function Sessions() {
  const [{ data, error }, reload] = useQuery({ query: SessionsQuery });
  const end = useAction(EndSession);
  const endAll = useAction(EndOthers);
  const again = () => reload({ requestPolicy: 'network-only' });
  const others = async (id: string) => {
    const result = await end.run({ input: { id } });
    if (result?.ok) again();
  };
  const everywhereElse = async () => {
    const result = await endAll.run({ input: {} });
    if (result?.ok) again();
  };
  return (
    <Section title="Your signed-in browsers">
      {!data && (error ? <Failed error={error} retry={again} /> : <Loading rows={2} />)}
      <Refusals errors={[...end.errors, ...endAll.errors]} />
      <ul className={styles.list}>
        {data?.sessions.nodes.map((session) => (
          <li key={session.id} className={styles.row}>
            <div className={styles.words}>
              <Text fw={600}>{browser(session.userAgent)}</Text>
              <Text size="sm" c="dimmed" component="div">
                Signed in <When at={session.createdAt} /> · last used <When at={session.lastSeenAt} />
              </Text>
            </div>
            {session.current ? (
              <ToneBadge tone="good">This browser</ToneBadge>
            ) : (
              <Button variant="default" size="sm" loading={end.busy} onClick={() => void others(session.id)}>
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
      {data && data.sessions.nodes.length > 1 && (
        <Button variant="default" mt="sm" loading={endAll.busy} onClick={() => void everywhereElse()}>
          Sign out everywhere else
        </Button>
      )}
    </Section>
  );
}
