import { useParams } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { NotFound } from '../../../../app/NotFound.tsx';
import { graphql } from '../../../../graphql/graphql.ts';
import { useLive } from '../../../../graphql/live.ts';
import { RequestTicks } from '../../../../graphql/ticks.ts';
import { Failed, Loading } from '../../../../ui/states/feedback.tsx';
import { Page } from '../../../../ui/frame/page.tsx';
import { RequestFragment } from '../../page/request.ts';
import { QueueItemFragment } from '../queue/queue-item.ts';
import { StagePage } from './StagePage.tsx';

const StageQuery = graphql(
  `
    query ApprovalStage($id: ID!) {
      node(id: $id) {
        __typename
        ...QueueItem
      }
    }
  `,
  [QueueItemFragment],
);

const ContextQuery = graphql(
  `
    query ApprovalContext($requestId: ID!, $target: ID!) {
      request: node(id: $requestId) {
        __typename
        ...RequestDetails
      }
      assignments(
        first: 20
        filter: { target: { id: { eq: $target } }, state: { in: [DELIVERING, DELIVERED, PARTIALLY_DELIVERED] } }
      ) {
        nodes {
          id
          expiresAt
          accessPackage {
            id
            name
          }
        }
        totalCount
      }
    }
  `,
  [RequestFragment],
);

/** The page that a mail links to: one stage with everything around it. Opening it decides nothing. */
export function StageView() {
  const { stageId } = useParams({ from: '/shell/approvals/$stageId' });
  const [{ data, error, fetching }, reload] = useQuery({ query: StageQuery, variables: { id: stageId } });
  const stage = data?.node?.__typename === 'ApprovalStage' ? data.node : null;
  const [context, reloadContext] = useQuery({
    query: ContextQuery,
    variables: { requestId: stage?.request.id ?? '', target: stage?.request.target.id ?? '' },
    pause: !stage,
  });
  const again = () => {
    reload({ requestPolicy: 'network-only' });
    if (stage) reloadContext({ requestPolicy: 'network-only' });
  };
  useLive(RequestTicks, stage ? { id: stage.request.id } : null, (message) => message.accessRequestChanged, again);
  if (stage) {
    const request = context.data?.request?.__typename === 'AccessRequest' ? context.data.request : null;
    return <StagePage stage={stage} request={request} held={context.data?.assignments.nodes ?? null} again={again} />;
  }
  if (fetching)
    return (
      <Page title="Approval">
        <Loading />
      </Page>
    );
  return error ? (
    <Page title="Approval">
      <Failed error={error} retry={again} />
    </Page>
  ) : (
    <NotFound />
  );
}
