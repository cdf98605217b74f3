import { Button } from '@mantine/core';
import { IconTruckDelivery } from '@tabler/icons-react';
import { useState } from 'react';
import { UserErrorFragment } from '../../graphql/errors.ts';
import { graphql, type FragmentOf } from '../../graphql/graphql.ts';
import { intentKey, useAction } from '../../graphql/use-action.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { DataTable } from '../../ui/lists/DataTable.tsx';
import { Empty, Refusals } from '../../ui/states/feedback.tsx';
import { FilterBar, WordFilter } from '../../ui/lists/FilterBar.tsx';
import { PageList } from '../../ui/lists/page-list.tsx';
import { StateBadge } from '../../ui/states/state-badge.tsx';
import { When } from '../../ui/words/when.tsx';
import { choices, operationStates } from '../../ui/words/words.ts';

const OperationFragment = graphql(`
  fragment OperationRow on ProvisioningOperation {
    id
    action
    state
    attempts
    refusals
    lastError
    nextTryAt
    updatedAt
    grant {
      id
      user {
        id
        name
      }
      resourceRole {
        id
        name
        resource {
          id
          name
          connector {
            id
            name
          }
        }
      }
    }
  }
`);

const DeliveriesQuery = graphql(
  `
    query Deliveries($filter: ProvisioningOperationFilter, $after: String) {
      provisioningOperations(first: 50, after: $after, filter: $filter, orderBy: [{ field: UPDATED_AT, direction: DESC }]) {
        nodes {
          ...OperationRow
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [OperationFragment],
);

const Retry = graphql(
  `
    mutation RetryProvisioning($input: RetryProvisioningInput!) {
      retryProvisioning(input: $input) {
        provisioningOperation {
          id
          state
        }
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

type State = keyof typeof operationStates;
type Row = FragmentOf<typeof OperationFragment>;

/** What is not settled: to be looked at first. */
const TROUBLE: State[] = ['RETRYING', 'DEAD', 'WAITING', 'QUEUED', 'RUNNING'];

/** Every attempt to give or take a right, those in trouble first. */
export function Deliveries({ mayRetry }: { mayRetry: boolean }) {
  const [state, setState] = useState<State>();
  const retry = useAction(Retry);
  const filter = { state: state ? { eq: state } : { in: TROUBLE } };
  const pages = usePages(DeliveriesQuery, { filter }, (data) => data.provisioningOperations);
  const again = async (operationId: string) => {
    const result = await retry.run({ input: { operationId, idempotencyKey: intentKey() } });
    if (result?.ok) pages.reload();
  };
  return (
    <div>
      <FilterBar>
        <WordFilter
          label="State"
          any="Everything not settled"
          value={state}
          choices={choices(operationStates)}
          onChange={setState}
        />
      </FilterBar>
      <Refusals errors={retry.errors} />
      <PageList
        pages={pages}
        noun={['delivery', 'deliveries']}
        empty={
          <Empty title={state ? 'No delivery is in this state' : 'Every delivery is settled'} icon={<IconTruckDelivery />}>
            What a target refuses, or cannot be reached for, appears here.
          </Empty>
        }
      >
        {(nodes) => (
          <DataTable<Row>
            label="Deliveries"
            rows={nodes}
            columns={[
              { name: 'Right', cell: ({ grant: { resourceRole } }) => `${resourceRole.resource.name}: ${resourceRole.name}` },
              { name: 'Person', cell: ({ grant }) => grant.user.name },
              { name: 'Doing', cell: (row) => (row.action === 'GRANT' ? 'Gives it' : 'Takes it away') },
              { name: 'Target', cell: ({ grant }) => grant.resourceRole.resource.connector.name },
              { name: 'Said', cell: (row) => row.lastError ?? '–' },
              {
                name: 'Tries',
                cell: (row) => (
                  <>
                    {row.attempts}
                    {row.nextTryAt && (
                      <>
                        , next <When at={row.nextTryAt} />
                      </>
                    )}
                  </>
                ),
              },
              { name: 'State', cell: (row) => <StateBadge words={operationStates} state={row.state} /> },
              {
                name: 'Action',
                cell: (row) =>
                  mayRetry && row.state === 'DEAD' ? (
                    <Button size="xs" variant="default" loading={retry.busy} onClick={() => void again(row.id)}>
                      Try again<span className="sr-only"> for {row.grant.user.name}</span>
                    </Button>
                  ) : (
                    '–'
                  ),
              },
            ]}
          />
        )}
      </PageList>
    </div>
  );
}
