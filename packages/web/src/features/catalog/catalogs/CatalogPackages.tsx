import { Button } from '@mantine/core';
import { IconPackage } from '@tabler/icons-react';
import { graphql } from '../../../graphql/graphql.ts';
import { usePages } from '../../../graphql/use-pages.ts';
import { ToneBadge } from '../../../ui/states/badge.tsx';
import { DataTable } from '../../../ui/lists/DataTable.tsx';
import { Empty } from '../../../ui/states/feedback.tsx';
import { TextLink } from '../../../ui/frame/page.tsx';
import { PageList } from '../../../ui/lists/page-list.tsx';
import { PackageStandingBadge } from '../packages/PackageStandingBadge.tsx';

const PackagesQuery = graphql(`
  query CatalogPackages($filter: AccessPackageFilter, $after: String) {
    accessPackages(first: 25, after: $after, filter: $filter, orderBy: [{ field: NAME }]) {
      nodes {
        id
        name
        description
        standing
        gaps
        hidden
        policies {
          id
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

/** The packages of one catalog. @param create makes one; null for who may not */
export function CatalogPackages({ catalogId, create }: { catalogId: string; create: (() => void) | null }) {
  const pages = usePages(PackagesQuery, { filter: { catalog: { id: { eq: catalogId } } } }, (data) => data.accessPackages);
  return (
    <PageList
      pages={pages}
      noun={['package', 'packages']}
      empty={
        <Empty
          title="No package yet"
          icon={<IconPackage />}
          action={
            create && (
              <Button size="sm" variant="default" onClick={create}>
                New package
              </Button>
            )
          }
        >
          A package bundles rights on the resources of its catalog, for people to ask for.
        </Empty>
      }
    >
      {(nodes) => (
        <DataTable
          label="Packages"
          rows={nodes}
          columns={[
            {
              name: 'Name',
              cell: (row) => (
                <TextLink to="/admin/packages/$packageId" params={{ packageId: row.id }}>
                  {row.name}
                </TextLink>
              ),
            },
            { name: 'Description', cell: (row) => row.description ?? '–' },
            { name: 'Policies', cell: (row) => row.policies.length },
            { name: 'Listed', cell: (row) => (row.hidden ? <ToneBadge tone="neutral">Unlisted</ToneBadge> : 'Yes') },
            { name: 'State', cell: (row) => <PackageStandingBadge standing={row.standing} gaps={row.gaps} /> },
          ]}
        />
      )}
    </PageList>
  );
}
