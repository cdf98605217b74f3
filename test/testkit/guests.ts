import { type User } from '@gatehouse/schema/identity/user.entity';
import { expect } from 'vitest';
import { startTestApp, type TestApp } from './app.ts';
import { afterUndo, ask, type Answer } from './flow.ts';
import { rowsOf } from './import.ts';
import { done } from './mutate.ts';
import { acceptable, comesIn } from './outsider.ts';

const PERSON = `query ($id: ID!) { node(id: $id) { ... on User { name email kind state blockReason governed deletedAt erasedAt department
  lifecycle { accessUntil holdUntil holdReason exempt exemptReason blockedAt warnedAt forecast { standing blockAt deleteAt text } }
  viewerCan { govern { allowed } delete { allowed } } } } }`;

let count = 0;

/** A deployment with guests, and an administrator of it; `t` is to be stopped. */
export interface Guests {
  t: TestApp;
  admin: User;
  guests: ReturnType<typeof guestsIn>;
}

export async function startGuests(): Promise<Guests> {
  const t = await startTestApp();
  const admin = await t.world.admin();
  return { t, admin, guests: guestsIn(t, admin) };
}

/** Guests of organizations, who come by requests, lose their access and are looked at. */
export function guestsIn(t: TestApp, admin: { id: string }) {
  const settings = (input: object) => done(t, 'updateGuestLifecycle', input, admin);

  /** An organization with an internal sponsor, and packages its people get without anybody. */
  async function northwind() {
    const domain = `guests${(count += 1)}.example`;
    const organization = await t.world.organization({ name: domain, domains: [domain] });
    const sponsor = await t.world.user();
    await t.world.sponsor(organization, { kind: 'INTERNAL', holder: sponsor });
    const catalog = await t.world.catalog({ externallyVisible: true });
    const give = (duration?: string) =>
      t.world.package({ catalog, hidden: false, policy: { organizations: [organization], ...(duration && { duration }) } });
    return { domain, organization, sponsor, catalog, give };
  }

  /** A guest who came by requests for packages of these lengths; none: without an end. */
  async function comes(durations: readonly (string | undefined)[] = [undefined]) {
    const world = await northwind();
    const guest = await comesIn(t, `pat@${world.domain}`, { name: 'Pat Stone' });
    const held: Answer[] = [];
    for (const duration of durations) {
      const accessPackage = await world.give(duration);
      await asks(guest, accessPackage);
      await afterUndo(t);
      const assignment = (await assignmentsOf(guest)).find(({ accessPackage: its }: Answer) => its.id === accessPackage.id);
      held.push({ ...assignment, accessPackage });
    }
    return { ...world, guest, held };
  }

  /** A governed guest who lost their only access just now. */
  async function loses() {
    const world = await comes();
    await ends(world.held[0]);
    return world;
  }

  const ends = async (assignment: Answer): Promise<void> => {
    await done(t, 'endAssignment', { assignmentId: assignment.id }, admin);
    await now();
  };

  const assignmentsOf = async (guest: { id: string }): Promise<Answer[]> =>
    (
      await t.query<Answer>(
        'query ($id: ID!) { node(id: $id) { ... on User { assignments(first: 20) { nodes { id state accessPackage { id } } } } } }',
        { id: guest.id },
        { as: admin },
      )
    ).node.assignments.nodes;

  const person = async (guest: { id: string }, as: { id: string } = admin): Promise<Answer> =>
    (await t.query<Answer>(PERSON, { id: guest.id }, { as })).node;
  const stateOf = async (guest: { id: string }): Promise<string> => (await person(guest)).state;

  /** Lets time pass, and what ends, lapses or becomes of guests happen. */
  const after = async (duration: string): Promise<void> => {
    t.clock.advance(duration);
    await now();
  };
  const now = async (): Promise<void> => {
    for (const job of ['stage-deadlines', 'expiry', 'guest-lifecycle', 'prospect-erasure']) await t.runJobs(job);
  };

  const foreseen = async (
    step: 'BLOCK' | 'DELETE',
    guest: { id: string },
    until?: Date,
    as: { id: string } = admin,
  ): Promise<boolean> => {
    const { guestForecast } = await t.query<Answer>(
      'query ($step: GuestStep!, $until: DateTime) { guestForecast(step: $step, until: $until, first: 100) { totalCount nodes { user { id } } } }',
      { step, until: until?.toISOString() },
      { as },
    );
    expect(guestForecast.totalCount).toBe(guestForecast.nodes.length);
    return guestForecast.nodes.some(({ user }: Answer) => user.id === guest.id);
  };

  const eventsOf = async (guest: { id: string }): Promise<string[]> =>
    (
      await rowsOf<{ action: string }>(
        t,
        `select action from audit_event where subject_id = '${guest.id}' and action ~ '^(user|guest)\\.' order by id`,
      )
    ).map(({ action }) => action);

  const noticesOf = async (someone: { id: string }): Promise<string[]> =>
    (
      await t.query<Answer>('{ notifications(first: 50) { nodes { kind text } } }', {}, { as: someone })
    ).notifications.nodes.flatMap(({ kind, text }: Answer) => (kind.startsWith('GUEST_') ? [`${kind}: ${text}`] : []));

  /** Asks for a package as a front end does: what there is to accept is accepted with it. */
  async function asks(as: { id: string }, wanted: { id: string }, more: object = {}): Promise<Answer> {
    return ask(t, as, wanted, { acceptedTerms: await acceptable(t, as), ...more });
  }

  return {
    asks,
    settings,
    northwind,
    comes,
    loses,
    ends,
    person,
    stateOf,
    after,
    foreseen,
    eventsOf,
    noticesOf,
    assignmentsOf,
    now,
  };
}
