import { Alert, Button, Group } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconAlertTriangle, IconShieldHalf } from '@tabler/icons-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useViewer } from '../../../app/viewer.tsx';
import { UserErrorFragment } from '../../../graphql/errors.ts';
import { graphql, type FragmentOf } from '../../../graphql/graphql.ts';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { usePages } from '../../../graphql/use-pages.ts';
import { ReasonDialog } from '../../../ui/forms/ReasonDialog.tsx';
import { Page } from '../../../ui/frame/page.tsx';
import { DataTable } from '../../../ui/lists/DataTable.tsx';
import { FilterBar } from '../../../ui/lists/FilterBar.tsx';
import { PageList } from '../../../ui/lists/page-list.tsx';
import { SearchField } from '../../../ui/lists/search-field.tsx';
import { Empty } from '../../../ui/states/feedback.tsx';
import { StateBadge } from '../../../ui/states/state-badge.tsx';
import { domainRuleKinds } from '../../../ui/words/words.ts';
import { DomainRuleDialog } from './DomainRuleDialog.tsx';

export const DomainRuleFragment = graphql(`
  fragment DomainRuleParts on DomainRule {
    id
    version
    domain
    kind
    withSubdomains
    reason
  }
`);

export type DomainRule = FragmentOf<typeof DomainRuleFragment>;

const DomainRulesQuery = graphql(
  `
    query DomainRules($filter: DomainRuleFilter, $after: String) {
      domainRules(first: 50, after: $after, filter: $filter) {
        nodes {
          ...DomainRuleParts
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [DomainRuleFragment],
);

const AllowedQuery = graphql(`
  query AllowedDomains {
    domainRules(first: 1, filter: { kind: { eq: ALLOW } }) {
      totalCount
    }
  }
`);

const Delete = graphql(
  `
    mutation DeleteDomainRule($input: DeleteInput!) {
      deleteDomainRule(input: $input) {
        deletedId
        errors {
          ...UserErrorParts
        }
      }
    }
  `,
  [UserErrorFragment],
);

/** Whose people are let in at all, by the domain of their mail address. */
export function DomainRulesView() {
  const may = useViewer().viewerCan.manageOrganizations.allowed;
  const { q } = useSearch({ from: '/shell/admin/domains' });
  const navigate = useNavigate({ from: '/admin/domains' });
  const [editing, setEditing] = useState<DomainRule | 'NEW' | null>(null);
  const [removing, setRemoving] = useState<DomainRule | null>(null);
  const pages = usePages(DomainRulesQuery, { filter: q ? { domain: { contains: q } } : {} }, (data) => data.domainRules);
  const [allowed, recount] = useQuery({ query: AllowedQuery });
  const lets = allowed.data?.domainRules.totalCount ?? 0;
  const changed = () => {
    pages.reload();
    recount({ requestPolicy: 'network-only' });
  };
  const add = may && <Button onClick={() => setEditing('NEW')}>New rule</Button>;
  return (
    <Page
      title="Domain rules"
      wide
      about="Which mail domains are let in at all. These rules beat every organization and every policy; whoever holds access already keeps it."
      crumbs={[{ to: '/admin/organizations', label: 'Organizations' }]}
      actions={add}
    >
      {lets > 0 && (
        <Alert
          color="gate"
          variant="light"
          mb="md"
          icon={<IconAlertTriangle />}
          title="Only domains that are let in get anything"
        >
          {lets === 1 ? 'One domain is' : `${lets} domains are`} let in, so people of all others from outside can be given nothing
          new, connected organizations too.
        </Alert>
      )}
      <FilterBar>
        <SearchField
          label="Search domains"
          value={q}
          onSearch={(text) => void navigate({ search: { q: text }, replace: true })}
        />
      </FilterBar>
      <PageList
        pages={pages}
        noun={['rule', 'rules']}
        empty={
          <Empty title={q ? 'No rule is about such a domain' : 'No rule yet'} icon={<IconShieldHalf />} action={!q && add}>
            {q
              ? 'Try fewer or other letters.'
              : 'No domain is shut out: organizations and policies alone say who may ask for what.'}
          </Empty>
        }
      >
        {(nodes) => (
          <DataTable<DomainRule>
            label="Domain rules"
            rows={nodes}
            columns={[
              {
                name: 'Domain',
                cell: ({ domain }) => <span style={{ overflowWrap: 'anywhere' }}>{domain}</span>,
              },
              { name: 'Its people are', cell: ({ kind }) => <StateBadge words={domainRuleKinds} state={kind} /> },
              { name: 'Sub-domains', cell: ({ withSubdomains }) => (withSubdomains ? 'All of them too' : 'Not meant') },
              { name: 'Why', cell: ({ reason }) => reason ?? '–' },
              {
                name: 'Action',
                cell: (rule) =>
                  may ? (
                    <Group gap="xs">
                      <Button size="xs" variant="default" onClick={() => setEditing(rule)}>
                        Change<span className="sr-only"> the rule about {rule.domain}</span>
                      </Button>
                      <Button size="xs" variant="default" onClick={() => setRemoving(rule)}>
                        Remove<span className="sr-only"> the rule about {rule.domain}</span>
                      </Button>
                    </Group>
                  ) : (
                    '–'
                  ),
              },
            ]}
          />
        )}
      </PageList>
      {editing && (
        <DomainRuleDialog
          rule={editing === 'NEW' ? null : editing}
          firstToLetIn={allowed.data !== undefined && lets === 0}
          close={() => setEditing(null)}
          done={changed}
        />
      )}
      {removing && (
        <RemoveRule
          rule={removing}
          last={removing.kind === 'ALLOW' && lets === 1}
          close={() => setRemoving(null)}
          done={changed}
        />
      )}
    </Page>
  );
}

interface RemoveRuleProps {
  rule: DomainRule;
  /** Is it the only one that lets somebody in? */
  last: boolean;
  close: () => void;
  done: () => void;
}

function RemoveRule({ rule, last, close, done }: RemoveRuleProps) {
  const remove = useAction(Delete);
  return (
    <ReasonDialog
      opened
      close={close}
      title={`Remove the rule about ${rule.domain}?`}
      about={
        rule.kind === 'BLOCK'
          ? 'Its people may be given again what organizations and policies offer them.'
          : last
            ? 'It is the last domain that is let in: from then on all domains are, except those that are shut out.'
            : 'Its people can be given nothing new from then on, because other domains are let in.'
      }
      confirm="Remove"
      reasonLabel={null}
      busy={remove.busy}
      errors={remove.errors}
      send={async () => {
        const input = { id: rule.id, expectedVersion: rule.version, idempotencyKey: intentKey() };
        const result = await remove.run({ input });
        if (result?.ok) done();
        return result?.ok ?? false;
      }}
    />
  );
}
