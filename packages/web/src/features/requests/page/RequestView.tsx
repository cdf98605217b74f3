import { useParams } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { NotFound } from '../../../app/NotFound.tsx';
import { graphql } from '../../../graphql/graphql.ts';
import { useLive } from '../../../graphql/live.ts';
import { RequestTicks } from '../../../graphql/ticks.ts';
import { Failed, Loading } from '../../../ui/states/feedback.tsx';
import { Page } from '../../../ui/frame/page.tsx';
import { RequestFragment } from './request.ts';
import { RequestPage } from './RequestPage.tsx';

const RequestQuery = graphql(
  `
    query AccessRequest($id: ID!) {
      node(id: $id) {
        __typename
        ...RequestDetails
      }
    }
  `,
  [RequestFragment],
);

/** One request, live. */
export function RequestView() {
  const { requestId } = useParams({ from: '/shell/requests/$requestId' });
  const [{ data, error, fetching }, reload] = useQuery({ query: RequestQuery, variables: { id: requestId } });
  const again = () => reload({ requestPolicy: 'network-only' });
  const request = data?.node?.__typename === 'AccessRequest' ? data.node : null;
  useLive(RequestTicks, request ? { id: requestId } : null, (message) => message.accessRequestChanged, again);
  if (request) return <RequestPage request={request} />;
  if (fetching)
    return (
      <Page title="Request">
        <Loading />
      </Page>
    );
  return error ? (
    <Page title="Request">
      <Failed error={error} retry={again} />
    </Page>
  ) : (
    <NotFound />
  );
}
