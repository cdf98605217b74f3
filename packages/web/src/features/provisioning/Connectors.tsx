import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { UserErrorFragment } from '../../graphql/errors.ts';
import { graphql, type FragmentOf } from '../../graphql/graphql.ts';
import { intentKey, useAction } from '../../graphql/use-action.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { inWords } from '../../ui/forms/length.ts';
import { ToneBadge } from '../../ui/states/badge.tsx';
import { Empty, Refusals } from '../../ui/states/feedback.tsx';
import { PageList } from '../../ui/lists/page-list.tsx';
import { ReasonDialog } from '../../ui/forms/ReasonDialog.tsx';
import styles from '../../ui/lists/row-list.module.css';
import { useConnectorKinds, type ConnectorKind } from '../catalog/connector-kinds.ts';
import { told } from './settings-draft.ts';
import { ConnectorDialog } from './ConnectorDialog.tsx';

export const ConnectorFragment = graphql(`
  fragment ConnectorParts on Connector {
    id
    version
    name
    kind
    environment
    isDefault
    adoptedGrantEnd
    lostGrants
    leftOverFor
    settings
    secretsSet
  }
`);

const ConnectorsQuery = graphql(
  `
    query Connectors($after: String) {
      connectors(first: 50, after: $after, orderBy: [{ field: NAME }]) {
        nodes {
          ...ConnectorParts
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [ConnectorFragment],
);

const Test = graphql(
  `
    mutation TestConnector($input: TestConnectorInput!) {
      testConnector(input: $input) {
        reachable
        message
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

const Delete = graphql(
  `
    mutation DeleteConnector($input: DeleteInput!) {
      deleteConnector(input: $input) {
        deletedId
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

type Connector = FragmentOf<typeof ConnectorFragment>;

/** The configured targets. */
export function Connectors({ may }: { may: boolean }) {
  const pages = usePages(ConnectorsQuery, {}, (data) => data.connectors);
  const kinds = useConnectorKinds();
  const kindOf = ({ kind }: Connector) => kinds?.find((one) => one.kind === kind);
  const [editing, setEditing] = useState<Connector | 'NEW' | null>(null);
  const [deleting, setDeleting] = useState<Connector | null>(null);
  const test = useAction(Test);
  const remove = useAction(Delete);
  const tryOut = async (connector: Connector) => {
    const result = await test.run({ input: { id: connector.id, idempotencyKey: intentKey() } });
    if (!result?.ok) return;
    const { reachable, message } = result.payload;
    notifications.show({
      color: reachable ? 'green' : 'red',
      title: `${connector.name} ${reachable ? 'answers' : 'does not answer'}`,
      message: message ?? '',
    });
  };
  return (
    <Stack>
      {may && (
        <Button style={{ alignSelf: 'flex-start' }} disabled={!kinds} onClick={() => setEditing('NEW')}>
          New connector
        </Button>
      )}
      <Refusals errors={test.errors} />
      <PageList
        pages={pages}
        noun={['connector', 'connectors']}
        empty={<Empty title="No target yet">A connector names one system in which access is made true.</Empty>}
      >
        {(nodes) => (
          <ul className={styles.list}>
            {nodes.map((connector) => (
              <li key={connector.id} className={styles.row}>
                <div className={styles.words}>
                  <Text fw={600}>{connector.name}</Text>
                  <Text size="sm" c="dimmed">
                    {kindOf(connector)?.title ?? connector.kind}
                    {connector.environment && ` · ${connector.environment}`} · rights that were there before{' '}
                    {connector.adoptedGrantEnd === 'KEEP' ? 'stay at the end' : 'are taken away at the end'} · rights that were
                    lost {connector.lostGrants === 'GIVE_AGAIN' ? 'are given again at once' : 'are given again by hand'}
                    {!kindOf(connector)?.forgetsAtOnce &&
                      ` · what is found within ${inWords(connector.leftOverFor)} of being taken away is still ours`}
                  </Text>
                  <Told connector={connector} kind={kindOf(connector)} />
                </div>
                {connector.isDefault && <ToneBadge tone="neutral">Default</ToneBadge>}
                {may && (
                  <Group gap="xs">
                    <Button size="xs" variant="default" loading={test.busy} onClick={() => void tryOut(connector)}>
                      Test<span className="sr-only"> {connector.name}</span>
                    </Button>
                    <Button size="xs" variant="default" disabled={!kinds} onClick={() => setEditing(connector)}>
                      Change<span className="sr-only"> {connector.name}</span>
                    </Button>
                    <Button size="xs" variant="default" onClick={() => setDeleting(connector)}>
                      Delete<span className="sr-only"> {connector.name}</span>
                    </Button>
                  </Group>
                )}
              </li>
            ))}
          </ul>
        )}
      </PageList>
      {editing && kinds && (
        <ConnectorDialog
          connector={editing === 'NEW' ? null : editing}
          kinds={kinds}
          close={() => setEditing(null)}
          done={pages.reload}
        />
      )}
      <ReasonDialog
        opened={deleting !== null}
        close={() => setDeleting(null)}
        title={`Delete ${deleting?.name ?? ''}?`}
        about="Only a connector without resources can be deleted."
        confirm="Delete"
        reasonLabel={null}
        busy={remove.busy}
        errors={remove.errors}
        send={async () => {
          if (!deleting) return false;
          const result = await remove.run({
            input: { id: deleting.id, expectedVersion: deleting.version, idempotencyKey: intentKey() },
          });
          if (result?.ok) pages.reload();
          return result?.ok ?? false;
        }}
      />
    </Stack>
  );
}

/** How a target is reached. */
function Told({ connector, kind }: { connector: Connector; kind: ConnectorKind | undefined }) {
  const words = told(kind?.settings ?? [], connector.settings, connector.secretsSet ?? []);
  return words ? (
    <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      {words}
    </Text>
  ) : null;
}
