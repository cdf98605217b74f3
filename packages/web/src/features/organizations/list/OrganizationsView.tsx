import { Button } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { IconBuildings } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useViewer } from '../../../app/viewer.tsx';
import { graphql } from '../../../graphql/graphql.ts';
import { usePages } from '../../../graphql/use-pages.ts';
import { FilterBar, WordFilter } from '../../../ui/lists/FilterBar.tsx';
import { Page } from '../../../ui/frame/page.tsx';
import { PageList } from '../../../ui/lists/page-list.tsx';
import { SearchField } from '../../../ui/lists/search-field.tsx';
import { Empty } from '../../../ui/states/feedback.tsx';
import { choices, organizationStates } from '../../../ui/words/words.ts';
import { ExportOrganizations } from '../csv/ExportOrganizations.tsx';
import { OrganizationFragment } from '../organization.ts';
import { organizationFilter, type Narrowed } from './organization-filter.ts';
import { OrganizationTable } from './OrganizationTable.tsx';

const ImportDialog = lazy(() => import('../csv/ImportDialog.tsx').then(({ ImportDialog }) => ({ default: ImportDialog })));

const OrganizationsQuery = graphql(
  `
    query Organizations($filter: ConnectedOrganizationFilter, $after: String) {
      connectedOrganizations(first: 50, after: $after, filter: $filter, orderBy: [{ field: NAME }]) {
        nodes {
          ...OrganizationParts
          people(first: 1) {
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
  `,
  [OrganizationFragment],
);

/** Outside organizations whose people may ask for access. */
export function OrganizationsView() {
  const may = useViewer().viewerCan.manageOrganizations.allowed;
  const narrowed = useSearch({ from: '/shell/admin/organizations' });
  const navigate = useNavigate({ from: '/admin/organizations' });
  const narrow = (part: Narrowed) => void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  const [importing, setImporting] = useState(false);
  const filter = organizationFilter(narrowed);
  const pages = usePages(OrganizationsQuery, { filter }, (data) => data.connectedOrganizations);
  const searching = Boolean(narrowed.q || narrowed.state || narrowed.sponsors);
  const add = may && (
    <Button component={Link} to="/admin/organizations/$organizationId/edit" params={{ organizationId: 'new' } as never}>
      Connect an organization
    </Button>
  );
  return (
    <Page
      title="Organizations"
      wide
      about="Outside organizations whose people may ask for access: known by their mail domains, and vouched for by sponsors."
      actions={
        <>
          <Button component={Link} variant="default" to="/admin/domains">
            Domain rules
          </Button>
          <ExportOrganizations filter={filter} />
          {may && (
            <Button variant="default" onClick={() => setImporting(true)}>
              Import
            </Button>
          )}
          {add}
        </>
      }
    >
      <FilterBar>
        <SearchField
          label="Search organizations"
          placeholder="Name, domain or issuer"
          value={narrowed.q}
          onSearch={(q) => narrow({ q })}
        />
        <WordFilter
          label="State"
          any="Every state"
          value={narrowed.state}
          choices={choices(organizationStates)}
          onChange={(state) => narrow({ state })}
        />
        <WordFilter
          label="Sponsors"
          any="With and without"
          value={narrowed.sponsors}
          choices={[{ value: 'none', label: 'No active sponsor' }]}
          onChange={(sponsors) => narrow({ sponsors })}
        />
      </FilterBar>
      <PageList
        pages={pages}
        noun={['organization', 'organizations']}
        empty={
          <Empty
            title={searching ? 'No organization is like this' : 'No organization yet'}
            icon={<IconBuildings />}
            action={!searching && add}
          >
            {searching
              ? 'Try fewer or other words.'
              : 'Connect one, and policies may offer packages to its people. It is usable at once: nothing is asked of the other side.'}
          </Empty>
        }
      >
        {(nodes) => (
          <OrganizationTable
            organizations={nodes.map(({ people, ...organization }) => ({ ...organization, people: people.totalCount }))}
            changed={pages.reload}
          />
        )}
      </PageList>
      {importing && (
        <Suspense>
          <ImportDialog close={() => setImporting(false)} done={pages.reload} />
        </Suspense>
      )}
    </Page>
  );
}
