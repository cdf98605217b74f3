import { Deployment, DEPLOYMENT_ID } from '@gatehouse/schema/shared/deployment.entity';
import { type Group } from '@gatehouse/schema/identity/group.entity';
import { type User } from '@gatehouse/schema/identity/user.entity';
import { type Change } from '../../kernel/change.ts';
import { buildGroup } from '../builders/group.ts';
import { buildUser, mailFor } from '../builders/user.ts';
import { PEOPLE } from './people.ts';

/** The people and groups of the demo company, by the first part of their mail and by name. */
export interface Company {
  person(key: string): User;
  /** Somebody who comes later, from outside. */
  join(user: User): void;
  group(name: string): Group;
}

/** Makes the people and groups of Contoso and marks the database as a demo. */
export async function buildCompany(change: Change): Promise<Company> {
  const people = new Map<string, User>();
  const make = (key: string, plan: Parameters<typeof buildUser>[1]) => people.set(key, buildUser(change, plan));
  make('admin', {
    name: 'Ada Administrator',
    email: 'admin@contoso.example',
    department: 'IT',
    jobTitle: 'Administrator',
    region: 'EMEA',
    roles: ['ADMINISTRATOR'],
    demoPersona: true,
  });
  make('auditor', {
    name: 'August Auditor',
    email: 'auditor@contoso.example',
    department: 'Finance',
    jobTitle: 'Auditor',
    region: 'EMEA',
    roles: ['AUDITOR'],
    demoPersona: true,
  });
  for (const { name, title, department, region, boss, persona } of PEOPLE) {
    const manager = boss === null ? null : must(people, boss);
    make(keyOf(name), { name, jobTitle: title, department, region, manager, demoPersona: persona === true });
  }
  const groups = buildGroups(change, people);
  const deployment = await change.em.findOneOrFail(Deployment, DEPLOYMENT_ID);
  deployment.demo = true;
  await change.em.flush();
  return {
    person: (key) => must(people, key),
    join: (user) => void people.set((user.email ?? '').split('@')[0]!, user),
    group: (name) => must(groups, name),
  };
}

function keyOf(name: string): string {
  return mailFor(name).split('@')[0]!;
}

function buildGroups(change: Change, people: ReadonlyMap<string, User>): Map<string, Group> {
  const of = (test: (row: (typeof PEOPLE)[number]) => boolean) =>
    PEOPLE.filter(test).map(({ name }) => must(people, keyOf(name)));
  const groups = new Map<string, Group>();
  const make = (name: string, description: string, users: readonly User[] = [], nested: readonly string[] = []) =>
    groups.set(name, buildGroup(change, { name, description, users, groups: nested.map((one) => must(groups, one)) }));
  make(
    'IT',
    'Everyone in information technology.',
    of(({ department }) => department === 'IT'),
  );
  make('Security team', 'Decides about access that could hurt.', [must(people, 'diego.siciliani'), must(people, 'emily.braun')]);
  make(
    'Engineering EMEA',
    'Engineers in Europe, the Middle East and Africa.',
    of((p) => p.department === 'Engineering' && p.region === 'EMEA'),
  );
  make(
    'Engineering APAC',
    'Engineers in Asia and the Pacific.',
    of((p) => p.department === 'Engineering' && p.region !== 'EMEA'),
  );
  make('Engineering', 'All engineers, by region.', [], ['Engineering EMEA', 'Engineering APAC']);
  make(
    'Finance',
    'Everyone in finance.',
    of(({ department }) => department === 'Finance'),
  );
  make(
    'Marketing',
    'Everyone in marketing.',
    of(({ department }) => department === 'Marketing'),
  );
  make(
    'Sales EMEA',
    'Sales in Europe, the Middle East and Africa.',
    of((p) => p.department === 'Sales' && p.region === 'EMEA'),
  );
  // Groups that packages give.
  make('Project licences', 'Carries the licence for the project tool.');
  make('Remote access users', 'May dial in from outside, with more than mail.');
  make('Sales support', 'Shared mailbox and folders of sales support.');
  make('ERP project members', 'Members of the ERP project.');
  make('Brand studio', 'Works on brand material.');
  make('Campaign team', 'Plans and runs campaigns.');
  make('Source readers', 'Reads the source code.');
  make('Data readers', 'Reads the data warehouse.');
  make('Lunch', 'Gets the lunch menu by mail.', [must(people, 'ruth.abebe')]);
  return groups;
}

function must<T>(map: ReadonlyMap<string, T>, key: string): T {
  const found = map.get(key);
  if (!found) throw new Error(`the demo company has no "${key}"`);
  return found;
}
