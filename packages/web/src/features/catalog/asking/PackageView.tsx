import { useParams } from '@tanstack/react-router';
import { useQuery } from 'urql';
import { NotFound } from '../../../app/NotFound.tsx';
import { GateFragment } from '../../../graphql/errors.ts';
import { graphql } from '../../../graphql/graphql.ts';
import { Failed, Loading } from '../../../ui/states/feedback.tsx';
import { Page } from '../../../ui/frame/page.tsx';
import { OptionFragment } from '../../requests/form/option.ts';
import { PackagePage, PackageFragment } from './PackagePage.tsx';

const PackageQuery = graphql(
  `
    query Package($id: ID!) {
      node(id: $id) {
        __typename
        ...PackageDetails
      }
      requestOptions(accessPackageId: $id) {
        accessPackageName
        mayRequest
        reference
        gates {
 ...GateParts
 }
        policies {
          ...Option
        }
      }
    }
  `,
  [PackageFragment, OptionFragment, GateFragment],
);

/** One package: what it is, what is in it, and whether somebody may ask for it. */
export function PackageView() {
  const { packageId } = useParams({ from: '/shell/packages/$packageId' });
  const [{ data, error, fetching }, reload] = useQuery({ query: PackageQuery, variables: { id: packageId } });
  if (!data?.requestOptions) {
    if (fetching && !data)
      return (
        <Page title="Package">
          <Loading />
        </Page>
      );
    if (error && !data?.node)
      return (
        <Page title="Package">
          <Failed error={error} retry={() => reload({ requestPolicy: 'network-only' })} />
        </Page>
      );
    return <NotFound />;
  }
  const details = data.node?.__typename === 'AccessPackage' ? data.node : null;
  return <PackagePage id={packageId} details={details} options={data.requestOptions} />;
}
