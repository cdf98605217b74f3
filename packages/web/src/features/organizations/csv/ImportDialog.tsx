import { Alert, Button, FileInput, Group, Modal, Stack, Text } from '@mantine/core';
import { memo, useState } from 'react';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { readCsv } from '../../../ui/lists/read-csv.ts';
import styles from '../../../ui/lists/row-list.module.css';
import { ToneBadge } from '../../../ui/states/badge.tsx';
import { Status } from '../../../ui/states/status.tsx';
import { CreateOrganization, UpdateOrganization } from '../mutations.ts';
import { newDomains, planRows, refuseDomains, rowsOf, type Plan } from './plan-rows.ts';
import { useAllOrganizations } from './use-all-organizations.ts';
import { useDomainProblems } from './use-domain-problems.ts';

/** More in one file is imported in parts. */
const MOST_ROWS = 1_000;

/** How a row went, by its line: done, or why not. */
type Outcomes = ReadonlyMap<number, true | string>;

/** Imports organizations from a file: first what each row would do, then, when that is wanted, row by row. */
export function ImportDialog({ close, done }: { close: () => void; done: () => void }) {
  const [plans, setPlans] = useState<readonly Plan[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [outcomes, setOutcomes] = useState<Outcomes>(new Map());
  const [running, setRunning] = useState(false);
  const all = useAllOrganizations();
  const domainProblems = useDomainProblems();
  const create = useAction(CreateOrganization);
  const update = useAction(UpdateOrganization);

  const look = async (file: File | null) => {
    setPlans(null);
    setOutcomes(new Map());
    setProblem(null);
    if (!file) return;
    const read = readCsv(await file.text());
    const rows = typeof read === 'string' ? read : rowsOf(read);
    if (typeof rows === 'string') return setProblem(rows);
    if (rows.length === 0) return setProblem('There is no row in it.');
    if (rows.length > MOST_ROWS) return setProblem(`It has more than ${MOST_ROWS} rows; import it in parts.`);
    const known = await all({});
    const planned = planRows(rows, known ?? []);
    const problems = known && (await domainProblems(newDomains(planned)));
    if (problems) setPlans(refuseDomains(planned, problems));
    else setProblem('The organizations that there are could not be read. Try again.');
  };

  const run = async (todo: readonly Plan[]) => {
    setRunning(true);
    for (const plan of todo) {
      const outcome = await apply(plan);
      setOutcomes((before) => new Map(before).set(plan.row.line, outcome));
    }
    setRunning(false);
    done();
  };
  const apply = async (plan: Plan): Promise<true | string> => {
    const idempotencyKey = intentKey();
    const result =
      plan.does === 'CREATE'
        ? await create.run({ input: { ...plan.input, idempotencyKey } })
        : plan.does === 'CHANGE'
          ? await update.run({
              input: { id: plan.organization.id, expectedVersion: plan.organization.version, ...plan.input, idempotencyKey },
            })
          : null;
    if (result?.ok) return true;
    return result?.errors.map(({ message }) => message).join(' ') || 'Nothing came back.';
  };

  const todo = (plans ?? []).filter(({ does, row }) => (does === 'CREATE' || does === 'CHANGE') && !outcomes.has(row.line));
  return (
    <Modal opened onClose={close} title="Import organizations" size="xl" closeOnClickOutside={!running} closeOnEscape={!running}>
      <Stack>
        <Text size="sm">
          A CSV file with a line of headings: <strong>name</strong>, and any of <strong>domains</strong> (all of them, with blanks
          between), <strong>issuer</strong>, <strong>client id</strong>, <strong>state</strong> (CONFIGURED or PROPOSED) and{' '}
          <strong>description</strong>. What is left empty stays as it is. Nothing is done before you have seen what each row
          would do.
        </Text>
        <FileInput
          label="File"
          placeholder="Choose a file"
          accept=".csv,text/csv"
          clearable
          disabled={running}
          error={problem}
          data-autofocus
          onChange={(file) => void look(file)}
        />
        {plans && <Plans plans={plans} outcomes={outcomes} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} disabled={running}>
            {outcomes.size > 0 ? 'Close' : 'Not now'}
          </Button>
          {(todo.length > 0 || running) && (
            <Button loading={running} onClick={() => void run(todo)}>
              Import {todo.length === 1 ? 'one organization' : `${todo.length} organizations`}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

function Plans({ plans, outcomes }: { plans: readonly Plan[]; outcomes: Outcomes }) {
  const count = (does: Plan['does']) => plans.filter((plan) => plan.does === does).length;
  const [made, refused] = [...outcomes.values()].reduce(
    ([good, bad], one) => (one === true ? [good + 1, bad] : [good, bad + 1]),
    [0, 0] as [number, number],
  );
  const would = `${count('CREATE')} new, ${count('CHANGE')} changed, ${count('NOTHING')} as they are, ${count('REFUSED')} not possible.`;
  return (
    <>
      <Status>
        <Alert color={refused > 0 ? 'red' : 'gate'} variant="light">
          {outcomes.size === 0 ? would : `${made} done, ${refused} refused.`}
        </Alert>
      </Status>
      <ul className={styles.list} aria-label="Rows" style={{ maxHeight: '50vh', overflowY: 'auto' }}>
        {plans.map((plan) => (
          <Row key={plan.row.line} plan={plan} outcome={outcomes.get(plan.row.line)} />
        ))}
      </ul>
    </>
  );
}

/** Drawn once, and again when it is done; the browser lays out those in sight. */
const Row = memo(function Row({ plan, outcome }: { plan: Plan; outcome: true | string | undefined }) {
  return (
    <li className={styles.row} style={{ contentVisibility: 'auto', containIntrinsicSize: 'auto 4.5rem' }}>
      <div className={styles.words}>
        <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
          {plan.row.name || 'No name'}
        </Text>
        <Text size="sm" c="dimmed">
          Line {plan.row.line}
        </Text>
      </div>
      <div className={styles.words}>
        <Happens plan={plan} outcome={outcome} />
      </div>
    </li>
  );
});

function Happens({ plan, outcome }: { plan: Plan; outcome: true | string | undefined }) {
  if (outcome === true) return <ToneBadge tone="good">{plan.does === 'CREATE' ? 'Connected' : 'Changed'}</ToneBadge>;
  if (outcome !== undefined) return <Said tone="bad" word="Refused" about={outcome} />;
  switch (plan.does) {
    case 'CREATE':
      return <Said tone="moving" word="New" about={plan.row.domains.join(' ')} />;
    case 'CHANGE':
      return <Said tone="waiting" word="Changes" about={plan.says.join('; ')} />;
    case 'NOTHING':
      return <ToneBadge tone="neutral">As it is</ToneBadge>;
    case 'REFUSED':
      return <Said tone="bad" word="Not possible" about={plan.why} />;
  }
}

function Said({ tone, word, about }: { tone: 'bad' | 'moving' | 'waiting'; word: string; about: string }) {
  return (
    <Stack gap={4} align="flex-start">
      <ToneBadge tone={tone}>{word}</ToneBadge>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {about}
      </Text>
    </Stack>
  );
}
