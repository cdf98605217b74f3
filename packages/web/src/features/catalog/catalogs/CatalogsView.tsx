import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconFolders } from '@tabler/icons-react';
import { useState } from 'react';
import { readsAll, useViewer } from '../../../app/viewer.tsx';
import { graphql } from '../../../graphql/graphql.ts';
import { usePages } from '../../../graphql/use-pages.ts';
import { DataTable } from '../../../ui/lists/DataTable.tsx';
import { Empty } from '../../../ui/states/feedback.tsx';
import { FilterBar } from '../../../ui/lists/FilterBar.tsx';
import { Page, TextLink } from '../../../ui/frame/page.tsx';
import { PageList } from '../../../ui/lists/page-list.tsx';
import { SearchField } from '../../../ui/lists/search-field.tsx';
import { StateBadge } from '../../../ui/states/state-badge.tsx';
import { catalogStates } from '../../../ui/words/words.ts';
import { CatalogDialog } from './CatalogDialog.tsx';

const CatalogsQuery = graphql(`
  query Catalogs($filter: CatalogFilter, $after: String) {
    catalogs(first: 50, after: $after, filter: $filter, orderBy: [{ field: NAME }]) {
      nodes {
        id
        name
        description
        state
        accessPackages(first: 1) {
          totalCount
        }
        resources(first: 1) {
          totalCount
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

const CATALOG_IS = 'A catalog holds the resources of one department or project, and the packages made of them.';

/** The catalogs that somebody has a part in. */
export function CatalogsView() {
  const viewer = useViewer();
  const { q } = useSearch({ from: '/shell/admin/catalogs' });
  const navigate = useNavigate({ from: '/admin/catalogs' });
  const [making, setMaking] = useState(false);
  const filter = {
    ...(q ? { or: [{ name: { contains: q } }, { description: { contains: q } }] } : {}),
    // Others are known by name to whom their packages are listed; here stand those that somebody has a part in.
    ...(readsAll(viewer) ? {} : { id: { in: viewer.catalogRoles.map(({ catalogId }) => catalogId) } }),
  };
  const pages = usePages(CatalogsQuery, { filter }, (data) => data.catalogs);
  return (
    <Page
      title="Catalogs"
      wide
      about="Containers of resources and packages, each with its own people in charge."
      actions={viewer.viewerCan.createCatalog.allowed && <Button onClick={() => setMaking(true)}>New catalog</Button>}
    >
      <FilterBar>
        <SearchField
          label="Search catalogs"
          value={q}
          onSearch={(text) => void navigate({ search: { q: text }, replace: true })}
        />
      </FilterBar>
      <PageList
        pages={pages}
        noun={['catalog', 'catalogs']}
        empty={
          <Empty
            title={q ? 'No catalog is called that' : 'No catalog yet'}
            icon={<IconFolders />}
            action={
              !q &&
              viewer.viewerCan.createCatalog.allowed && (
                <Button variant="default" onClick={() => setMaking(true)}>
                  New catalog
                </Button>
              )
            }
          >
            {q ? 'Try fewer or other words.' : CATALOG_IS}
          </Empty>
        }
      >
        {(nodes) => (
          <DataTable
            label="Catalogs"
            rows={nodes}
            columns={[
              {
                name: 'Name',
                cell: (catalog) => (
                  <TextLink to="/admin/catalogs/$catalogId" params={{ catalogId: catalog.id }}>
                    {catalog.name}
                  </TextLink>
                ),
              },
              { name: 'Description', cell: (catalog) => catalog.description ?? '–' },
              { name: 'Packages', cell: (catalog) => catalog.accessPackages.totalCount },
              { name: 'Resources', cell: (catalog) => catalog.resources.totalCount },
              { name: 'State', cell: (catalog) => <StateBadge words={catalogStates} state={catalog.state} /> },
            ]}
          />
        )}
      </PageList>
      <CatalogDialog
        opened={making}
        close={() => setMaking(false)}
        catalog={null}
        done={(id) => void navigate({ to: '/admin/catalogs/$catalogId', params: { catalogId: id } })}
      />
    </Page>
  );
}
