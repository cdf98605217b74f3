import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useQuery } from 'urql';
import { useViewer } from '../../../app/viewer.tsx';
import { graphql } from '../../../graphql/graphql.ts';
import { usePages } from '../../../graphql/use-pages.ts';
import { Loading } from '../../../ui/states/feedback.tsx';
import { Page } from '../../../ui/frame/page.tsx';
import { PageList } from '../../../ui/lists/page-list.tsx';
import { SearchField } from '../../../ui/lists/search-field.tsx';
import { NothingListed, PackageCards, PackageCardFragment, type Standing } from './PackageCards.tsx';
import { useSetup } from '../first-steps/use-setup.ts';

// For administrators alone: nobody else loads it.
const FirstSteps = lazy(async () => ({ default: (await import('../first-steps/FirstSteps.tsx')).FirstSteps }));

const PackagesQuery = graphql(
  `
    query Packages($search: String, $after: String) {
      accessPackages(listed: true, search: $search, first: 24, after: $after) {
        nodes {
          ...PackageCard
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [PackageCardFragment],
);

const StandingQuery = graphql(`
  query MyStanding($me: ID!) {
    assignments(
      first: 100
      filter: { target: { id: { eq: $me } }, state: { in: [DELIVERING, DELIVERED, PARTIALLY_DELIVERED] } }
    ) {
      nodes {
        id
        accessPackage {
          id
        }
      }
    }
    accessRequests(
      first: 100
      filter: { target: { id: { eq: $me } }, state: { in: [SUBMITTED, PENDING_APPROVAL, SCHEDULED, DELIVERING] } }
    ) {
      nodes {
        id
        accessPackage {
          id
        }
      }
    }
  }
`);

/** Which packages this person holds, and which they have asked for. */
function useStanding(): Map<string, Standing> {
  const viewer = useViewer();
  const [{ data }] = useQuery({ query: StandingQuery, variables: { me: viewer.user.id } });
  return new Map([
    ...(data?.accessRequests.nodes ?? []).map((request) => [request.accessPackage.id, 'REQUESTED'] as const),
    ...(data?.assignments.nodes ?? []).map((assignment) => [assignment.accessPackage.id, 'HELD'] as const),
  ]);
}

/** Every package that is listed to somebody, to browse and to search. */
export function PackagesView() {
  const { q } = useSearch({ from: '/shell/packages' });
  const navigate = useNavigate({ from: '/packages' });
  const standing = useStanding();
  const setup = useSetup();
  const unfinished = setup.steps?.some(({ done }) => !done) ?? false;
  const pages = usePages(PackagesQuery, { search: q }, (data) => data.accessPackages);
  const search = (text: string | undefined) => void navigate({ search: { q: text }, replace: true });
  return (
    <Page
      title="Packages"
      about="Bundles of access that you may ask for. Pick one to see what is in it, who decides, and how long it lasts."
      wide
    >
      {!setup.steps ? (
        <Loading rows={4} />
      ) : (
        // Together, so that nothing moves once it stands.
        <Suspense fallback={<Loading rows={4} />}>
          {setup.steps.length > 0 && <FirstSteps steps={setup.steps} dismiss={setup.dismiss} />}
          <div style={{ maxWidth: '28rem', marginBottom: '1.25rem' }}>
            <SearchField label="Search packages" placeholder="A name, a purpose, what is inside" value={q} onSearch={search} />
          </div>
          <PageList
            pages={pages}
            noun={['package', 'packages']}
            empty={<NothingListed search={q} clear={() => search(undefined)} unfinished={unfinished} />}
          >
            {(nodes) => <PackageCards packages={nodes} standing={standing} />}
          </PageList>
        </Suspense>
      )}
    </Page>
  );
}
