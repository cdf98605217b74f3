import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconServer } from '@tabler/icons-react';
import { useState } from 'react';
import { useViewer } from '../../../app/viewer.tsx';
import { graphql, type FragmentOf } from '../../../graphql/graphql.ts';
import { usePages } from '../../../graphql/use-pages.ts';
import { DataTable } from '../../../ui/lists/DataTable.tsx';
import { Empty } from '../../../ui/states/feedback.tsx';
import { FilterBar, WordFilter } from '../../../ui/lists/FilterBar.tsx';
import { Page } from '../../../ui/frame/page.tsx';
import { PageList } from '../../../ui/lists/page-list.tsx';
import { SearchField } from '../../../ui/lists/search-field.tsx';
import { choices, resourceKinds } from '../../../ui/words/words.ts';
import { ResourceDialog } from './ResourceDialog.tsx';

export const ResourceFragment = graphql(`
  fragment ResourceParts on Resource {
    id
    version
    name
    kind
    externalId
    description
    launchUrl
    connector {
      id
      name
      kind
    }
    roles {
      id
      name
      externalId
      mode
    }
    owners {
      id
      user {
        id
        name
      }
      group {
        id
        name
      }
    }
  }
`);

const ResourcesQuery = graphql(
  `
    query Resources($filter: ResourceFilter, $after: String) {
      resources(first: 50, after: $after, filter: $filter, orderBy: [{ field: NAME }]) {
        nodes {
          ...ResourceParts
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [ResourceFragment],
);

type Row = FragmentOf<typeof ResourceFragment>;

/** Everything in the targets that packages may give rights on. */
export function ResourcesView() {
  const viewer = useViewer();
  const may = viewer.viewerCan.manageResources.allowed;
  const { q, kind } = useSearch({ from: '/shell/admin/resources' });
  const navigate = useNavigate({ from: '/admin/resources' });
  const [editing, setEditing] = useState<Row | 'NEW' | null>(null);
  const narrow = (part: Partial<{ q: string | undefined; kind: typeof kind }>) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  const filter = {
    ...(q ? { or: [{ name: { contains: q } }, { externalId: { contains: q } }] } : {}),
    ...(kind ? { kind: { eq: kind } } : {}),
  };
  const pages = usePages(ResourcesQuery, { filter }, (data) => data.resources);
  return (
    <Page
      title="Resources"
      wide
      about="Groups, applications, sites and licences in the targets, with the rights they grant and who answers for them."
      actions={may && <Button onClick={() => setEditing('NEW')}>New resource</Button>}
    >
      <FilterBar>
        <SearchField label="Search resources" value={q} onSearch={(text) => narrow({ q: text })} />
        <WordFilter
          label="Kind"
          any="Every kind"
          value={kind}
          choices={choices(resourceKinds)}
          onChange={(value) => narrow({ kind: value })}
        />
      </FilterBar>
      <PageList
        pages={pages}
        noun={['resource', 'resources']}
        empty={
          <Empty
            title={q || kind ? 'No resource is like this' : 'No resource yet'}
            icon={<IconServer />}
            action={
              may &&
              !q &&
              !kind && (
                <Button variant="default" onClick={() => setEditing('NEW')}>
                  New resource
                </Button>
              )
            }
          >
            {q || kind
              ? 'Try fewer or other words.'
              : 'Packages are made of rights on resources: a group, an application, a site.'}
          </Empty>
        }
      >
        {(nodes) => (
          <DataTable<Row>
            label="Resources"
            rows={nodes}
            columns={[
              { name: 'Name', cell: (row) => row.name },
              { name: 'Kind', cell: (row) => resourceKinds[row.kind] },
              { name: 'Target', cell: (row) => row.connector.name },
              { name: 'Rights', cell: (row) => row.roles.map((role) => role.name).join(', ') },
              { name: 'Owners', cell: (row) => row.owners.map(({ user, group }) => user?.name ?? group?.name).join(', ') || '–' },
              {
                name: 'Action',
                cell: (row) =>
                  may ? (
                    <Button size="xs" variant="default" onClick={() => setEditing(row)}>
                      Change<span className="sr-only"> {row.name}</span>
                    </Button>
                  ) : (
                    '–'
                  ),
              },
            ]}
          />
        )}
      </PageList>
      {editing && (
        <ResourceDialog resource={editing === 'NEW' ? null : editing} close={() => setEditing(null)} done={pages.reload} />
      )}
    </Page>
  );
}
