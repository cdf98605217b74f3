import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useQuery } from 'urql';
import { NotFound } from '../../app/NotFound.tsx';
import { graphql } from '../../graphql/graphql.ts';
import { Failed, Loading } from '../../ui/states/feedback.tsx';
import { Page } from '../../ui/frame/page.tsx';
import { newPolicy } from './editor/draft.ts';
import { fromPolicy } from './editor/from-policy.ts';
import { PolicyFragment } from './policy.ts';
import { PolicyEditor, type Warnings } from './editor/PolicyEditor.tsx';

const PolicyQuery = graphql(
  `
    query PolicyPage($packageId: ID!, $policyId: ID!, $fresh: Boolean!) {
      package: node(id: $packageId) {
        __typename
        ... on AccessPackage {
          id
          name
          version
          hidden
          policies {
            id
          }
          catalog {
            id
            name
            externallyVisible
          }
          viewerCan {
            editPolicies {
              allowed
              reason
            }
          }
        }
      }
      policy: node(id: $policyId) @skip(if: $fresh) {
        __typename
        ...PolicyDetails
      }
    }
  `,
  [PolicyFragment],
);

/** A policy in its editor; `new` makes one. */
export function PolicyView() {
  const { packageId, policyId } = useParams({ from: '/shell/admin/packages/$packageId/policies/$policyId' });
  // Here, because what is saved is edited by another form than before.
  const [warnings, warn] = useState<Warnings>([]);
  const fresh = policyId === 'new';
  const [{ data, error, fetching, stale }, reload] = useQuery({ query: PolicyQuery, variables: { packageId, policyId, fresh } });
  const accessPackage = data?.package?.__typename === 'AccessPackage' ? data.package : null;
  const policy = data?.policy?.__typename === 'AssignmentPolicy' ? data.policy : null;
  // A form that starts from what is being read anew would lose what is typed into it.
  if ((fetching && !data) || (stale && !fresh && !policy))
    return (
      <Page title="Policy">
        <Loading />
      </Page>
    );
  if (error && !data)
    return (
      <Page title="Policy">
        <Failed error={error} retry={() => reload({ requestPolicy: 'network-only' })} />
      </Page>
    );
  if (!accessPackage || (!fresh && !policy)) return <NotFound />;
  return (
    <PolicyEditor
      key={policy ? `${policy.id} ${policy.version}` : 'new'}
      accessPackage={accessPackage}
      policy={policy}
      initial={policy ? fromPolicy(policy) : newPolicy()}
      may={accessPackage.viewerCan.editPolicies}
      warnings={warnings}
      warn={warn}
    />
  );
}
