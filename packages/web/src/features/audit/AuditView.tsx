import { Button, Group, TextInput } from '@mantine/core';
import { suggestActions } from '@gatehouse/schema/rules/audit-search';
import { auditWords } from '@gatehouse/schema/rules/audit-words';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconHistory } from '@tabler/icons-react';
import { graphql } from '../../graphql/graphql.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { Empty } from '../../ui/states/feedback.tsx';
import { FilterBar, WordFilter } from '../../ui/lists/FilterBar.tsx';
import { Page } from '../../ui/frame/page.tsx';
import { PageList } from '../../ui/lists/page-list.tsx';
import { SearchField } from '../../ui/lists/search-field.tsx';
import { PersonPicker } from '../identity/choosing/PersonPicker.tsx';
import { auditFilter, type AuditSearch } from './search/audit-filter.ts';
import { AuditEventFragment } from './audit-row.ts';
import { AuditEvents } from './AuditEvents.tsx';
import { ExportEvents } from './search/ExportEvents.tsx';
import { SavedFilters } from './search/SavedFilters.tsx';
import { SubjectPicker } from './search/SubjectPicker.tsx';
import { useNames } from './search/use-names.ts';

const AuditQuery = graphql(
  `
    query AuditEvents($filter: AuditEventFilter, $after: String) {
      auditEvents(first: 50, after: $after, filter: $filter, orderBy: [{ field: AT, direction: DESC }]) {
        nodes {
          ...AuditRow
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [AuditEventFragment],
);

const OUTCOMES = [
  { value: 'DONE', label: 'Done' },
  { value: 'REFUSED', label: 'Refused' },
] as const;
const SIGN_IN_CHOICES = [
  { value: 'also', label: 'Shown too' },
  { value: 'only', label: 'Nothing else' },
] as const;

/** Who did what to what, when, with which outcome. */
export function AuditView() {
  const { action, actor, subject, outcome, since, signIns } = useSearch({ from: '/shell/admin/audit' });
  const navigate = useNavigate({ from: '/admin/audit' });
  const now: AuditSearch = { action, actor, subject, outcome, since, signIns };
  const apply = (search: AuditSearch) => void navigate({ search: search as never, replace: true });
  const narrow = (part: AuditSearch) => apply({ ...now, ...part });
  const names = useNames([actor, subject].filter((id) => id !== undefined));
  const filter = auditFilter(now);
  const pages = usePages(AuditQuery, { filter }, (data) => data.auditEvents, { pause: filter === null });
  return (
    <Page
      title="Audit"
      wide
      about="Everything that was done and everything that was refused, the latest first. It can only grow, and it holds no personal text."
    >
      <FilterBar dense>
        <SearchField label="What was done" placeholder="approve" value={action} onSearch={(text) => narrow({ action: text })} />
        <PersonPicker
          label="Who did it"
          value={actor ? { id: actor, name: names.get(actor) ?? actor } : null}
          onChange={(person) => narrow({ actor: person?.id })}
        />
        <SubjectPicker
          value={subject ? { id: subject, name: names.get(subject) ?? subject } : null}
          onChange={(id) => narrow({ subject: id })}
        />
        <WordFilter
          label="Outcome"
          any="All"
          value={outcome}
          choices={OUTCOMES}
          onChange={(value) => narrow({ outcome: value })}
        />
        <TextInput
          type="date"
          label="Since"
          value={since ?? ''}
          onChange={(event) => narrow({ since: event.currentTarget.value || undefined })}
        />
        <WordFilter
          label="Sign-ins"
          any="Left out"
          value={signIns}
          choices={SIGN_IN_CHOICES}
          onChange={(value) => narrow({ signIns: value })}
        />
        <SavedFilters now={now} apply={apply} />
      </FilterBar>
      <Group mb="md" gap="sm">
        <ExportEvents filter={filter} />
      </Group>
      {filter === null ? (
        <NoSuchAction text={action ?? ''} choose={(meant) => narrow({ action: meant })} />
      ) : (
        <PageList
          pages={pages}
          noun={['event', 'events']}
          empty={
            <Empty
              title={
                action || actor || subject || outcome || since
                  ? 'Nothing like this happened'
                  : 'Nothing happened that you may see'
              }
              icon={<IconHistory />}
            />
          }
        >
          {(nodes) => <AuditEvents events={nodes} />}
        </PageList>
      )}
    </Page>
  );
}

/** Not knowing a word is another answer than nothing having happened. */
function NoSuchAction({ text, choose }: { text: string; choose: (action: string) => void }) {
  const meant = suggestActions(text);
  return (
    <Empty
      title={`No action is called “${text}”`}
      icon={<IconHistory />}
      action={
        meant.length > 0 && (
          <Group justify="center" gap="xs">
            {meant.map((one) => (
              <Button key={one} variant="default" onClick={() => choose(one)}>
                {auditWords(one)}
              </Button>
            ))}
          </Group>
        )
      }
    >
      {meant.length > 0 ? 'Did you mean one of these? ' : 'Say what was done: approve, delete, package. '}
      Look for a person under “Who did it”.
    </Empty>
  );
}
