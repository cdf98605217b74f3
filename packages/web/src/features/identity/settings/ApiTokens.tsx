import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { useAction } from '../../../graphql/use-action.ts';
import { ToneBadge } from '../../../ui/states/badge.tsx';
import { Empty, Failed, Loading, Refusals } from '../../../ui/states/feedback.tsx';
import { Section } from '../../../ui/frame/page.tsx';
import { When } from '../../../ui/words/when.tsx';
import styles from '../../../ui/lists/row-list.module.css';
import { NewTokenDialog } from './NewTokenDialog.tsx';

const TokensQuery = graphql(`
  query ApiTokens {
    viewer {
      user {
        id
        apiTokens(first: 50, filter: { revokedAt: { isNull: true } }, orderBy: [{ field: CREATED_AT, direction: DESC }]) {
          nodes {
            id
            name
            scope
            confined
            catalogs {
              id
              name
            }
            createdAt
            expiresAt
            lastUsedAt
          }
        }
      }
    }
  }
`);

const Revoke = graphql(
  `
    mutation RevokeApiToken($input: RevokeApiTokenInput!) {
      revokeApiToken(input: $input) {
        apiToken {
          id
          revokedAt
        }
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

const SCOPES = { READ: 'Reads', ADHOC: 'Reads reports', WRITE: 'Reads and acts' } as const;

/** Tokens with which tools act as somebody. */
export function ApiTokens() {
  const [{ data, error }, reload] = useQuery({ query: TokensQuery });
  const tokens = data?.viewer?.user?.apiTokens.nodes;
  const revoke = useAction(Revoke);
  const [making, setMaking] = useState(false);
  const again = () => reload({ requestPolicy: 'network-only' });
  return (
    <Section
      title="API tokens"
      actions={
        <Button variant="default" size="sm" onClick={() => setMaking(true)}>
          New token
        </Button>
      }
    >
      {!data && (error ? <Failed error={error} retry={again} /> : <Loading rows={2} />)}
      <Refusals errors={revoke.errors} />
      {tokens?.length === 0 && <Empty title="No token">A script or a reporting tool uses one to read or act as you.</Empty>}
      <ul className={styles.list}>
        {tokens?.map((token) => (
          <li key={token.id} className={styles.row}>
            <div className={styles.words}>
              <Text fw={600}>{token.name}</Text>
              <Text size="sm" c="dimmed" component="div">
                {token.confined && `Only in ${token.catalogs.map(({ name }) => name).join(', ') || 'catalogs that are gone'} · `}
                Ends <When at={token.expiresAt} /> ·{' '}
                {token.lastUsedAt ? (
                  <>
                    last used <When at={token.lastUsedAt} />
                  </>
                ) : (
                  'never used'
                )}
              </Text>
            </div>
            <ToneBadge tone="neutral">{SCOPES[token.scope]}</ToneBadge>
            <Button
              variant="default"
              size="sm"
              loading={revoke.busy}
              onClick={() => void revoke.run({ input: { id: token.id } })}
            >
              Revoke
            </Button>
          </li>
        ))}
      </ul>
      <NewTokenDialog opened={making} close={() => (setMaking(false), again())} />
    </Section>
  );
}
