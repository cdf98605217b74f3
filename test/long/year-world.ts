import { type ResourceRole } from '@gatehouse/schema/catalog/resource-role.entity';
import { type User } from '@gatehouse/schema/identity/user.entity';
import { type TestApp } from '../testkit/app.ts';
import { mutate } from '../testkit/mutate.ts';
import { acceptable, comesIn } from '../testkit/outsider.ts';
import { rowsOf } from '../testkit/import.ts';
import { type Seeded } from '../testkit/seeded.ts';

const PEOPLE = 200;
const PACKAGES = 60;
const GROUPS = 20;
/** So near to the end even the shortest access of this company may be extended. */
const EXTENDED_BEFORE_MS = 3 * 86_400_000;
/** Refusals that somebody who clicks about without thinking meets. Anything else is a fault. */
const ORDINARY = new Set(['OK', 'NOT_ELIGIBLE', 'ALREADY_DECIDED', 'WRONG_STATE', 'FORBIDDEN']);

interface Row {
  id: string;
  user: string;
}

/** A company that lives day by day: people ask, decide, extend, give up, are assigned, leave. All of it follows from a seed. */
export class YearWorld {
  /** How often each thing was done, by `what code`. */
  readonly deeds = new Map<string, number>();
  /** Memberships that were there before any package: `group|user`. */
  readonly before = new Set<string>();
  readonly #t: TestApp;
  readonly #random: Seeded;
  #people: User[] = [];
  #packages: { id: string; policyId: string }[] = [];
  /** Of a partner: what its people may ask for, and those of them who came. */
  #open: { id: string }[] = [];
  #guests: string[] = [];
  #admin!: User;

  private constructor(t: TestApp, random: Seeded) {
    this.#t = t;
    this.#random = random;
  }

  static async build(t: TestApp, random: Seeded): Promise<YearWorld> {
    const year = new YearWorld(t, random);
    await year.#hire();
    await year.#stock();
    await year.#connect();
    return year;
  }

  /** What happens on one day, by people in no particular order. */
  async liveADay(): Promise<void> {
    for (let nth = 0; nth < 4; nth += 1) await this.#ask();
    await this.#decide(4);
    await this.#extendOrGiveUp();
    await this.#visit();
    if (this.#random.chance(0.3)) await this.#assign();
    if (this.#random.chance(0.1)) await this.#cancel();
    if (this.#random.chance(0.05)) await this.#leave();
  }

  async #hire(): Promise<void> {
    const { world } = this.#t;
    this.#admin = await world.admin({ name: 'Year Admin' });
    const bosses: User[] = [];
    for (let nth = 0; nth < 12; nth += 1) bosses.push(await world.user({ name: `Boss ${nth}` }));
    for (let nth = 0; nth < PEOPLE; nth += 1)
      this.#people.push(await world.user({ name: `Worker ${nth}`, manager: this.#random.pick(bosses) }));
  }

  async #stock(): Promise<void> {
    const { world } = this.#t;
    const roles: ResourceRole[] = [];
    for (let nth = 0; nth < GROUPS; nth += 1) {
      const there = this.#people.filter(() => this.#random.chance(0.02));
      const group = await world.group({ name: `Year group ${nth}`, users: there });
      for (const { id } of there) this.before.add(`${group.id}|${id}`);
      roles.push(
        ...(await world.resource({ group })).roles,
        ...(await world.resource({ name: `Year application ${nth}` })).roles,
      );
    }
    const committee = await world.group({ name: 'Committee', users: this.#people.slice(0, 8) });
    for (let nth = 0; nth < PACKAGES; nth += 1) {
      const chosen = [...new Set([1, 2, 3].map(() => this.#random.pick(roles)))];
      const accessPackage = await world.package({ name: `Year package ${nth}`, roles: chosen });
      const policy = await world.policy({ accessPackage, ...this.#policy(committee) });
      this.#packages.push({ id: accessPackage.id, policyId: policy.id });
    }
  }

  async #connect(): Promise<void> {
    const { world } = this.#t;
    const organization = await world.organization({ name: 'Year partner', domains: ['partner.example'] });
    await world.sponsor(organization, { kind: 'INTERNAL', holder: this.#random.pick(this.#people) });
    const catalog = await world.catalog({ name: 'Year partners', externallyVisible: true });
    for (const duration of ['P3D', 'P10D', 'P40D']) {
      const { roles } = await world.resource({ name: `Partner application ${duration}` });
      const policy = { organizations: [organization], duration };
      this.#open.push(await world.package({ name: `Partner package ${duration}`, catalog, roles, hidden: false, policy }));
    }
  }

  /** Somebody of the partner comes for the first time, or again, and mostly asks for something; at times they are held or let go. */
  async #visit(): Promise<void> {
    if (this.#random.chance(0.25)) {
      const mail = `visitor${this.#guests.length}@partner.example`;
      const { id } = await comesIn(this.#t, mail);
      this.#guests.push(id);
      this.#count('a visitor came');
      if (this.#random.chance(0.8)) await this.#askOpen(id);
    }
    if (this.#guests.length > 0 && this.#random.chance(0.3)) await this.#askOpen(this.#random.pick(this.#guests));
    if (this.#guests.length > 0 && this.#random.chance(0.03)) {
      const until = new Date(this.#t.clock.now().getTime() + 9 * 86_400_000).toISOString();
      await this.#do('holdGuest', { id: this.#random.pick(this.#guests), until }, this.#admin.id);
    }
  }

  /** Whoever is blocked or gone cannot ask: it is asked for them, which is refused for those who are gone. */
  async #askOpen(guest: string): Promise<void> {
    const { id } = this.#random.pick(this.#open);
    const [person] = await this.#rows(`select id, state as "user" from app_user where id = '${guest}'`);
    if (person?.user === 'BLOCKED') {
      const [policy] = await this.#rows(`select id, id as "user" from assignment_policy where access_package_id = '${id}'`);
      const input = { accessPackageId: id, policyId: policy!.id, targets: [{ userId: guest }] };
      return this.#do('assignAccessPackage', input, this.#admin.id);
    }
    if (person?.user === 'DELETED') return;
    const acceptedTerms = await acceptable(this.#t, { id: guest });
    await this.#do('submitAccessRequest', { accessPackageId: id, acceptedTerms }, guest);
  }

  #policy(committee: { id: string }) {
    const duration = this.#random.pick([undefined, 'P7D', 'P30D', 'P90D', 'P180D']);
    const manager = {
      approvers: ['MANAGER' as const],
      decideWithin: 'P10D',
      escalation: [committee],
      escalateAfter: 'P5D',
      reminders: ['P2D'],
    };
    const stages = this.#random.pick([[], [], [manager], [manager, { approvers: [committee], decideWithin: 'P20D', quorum: 2 }]]);
    return { stages, extensionNeedsApproval: stages.length > 0 && this.#random.chance(0.5), ...(duration && { duration }) };
  }

  #ask(): Promise<void> {
    return this.#do(
      'submitAccessRequest',
      { accessPackageId: this.#random.pick(this.#packages).id },
      this.#random.pick(this.#people).id,
    );
  }

  async #decide(most: number): Promise<void> {
    // The longest waiting and the newest alike: some are left until they lapse.
    const open = await this.#rows(`
      select s.id, a.user_id as "user" from approval_stage s
      join stage_approver a on a.stage_id = s.id and a.left_at is null join app_user u on u.id = a.user_id and u.state = 'ACTIVE'
      join access_request r on r.id = s.request_id and r.target_id <> a.user_id and r.requester_id is distinct from a.user_id
      where s.state = 'OPEN'
        and not exists (select 1 from decision d where d.stage_id = s.id and d.by_id = a.user_id and d.taken_back_at is null)
      order by s.id, a.user_id`);
    const done = new Set<string>();
    for (let nth = 0; nth < most && open.length > 0; nth += 1) {
      const { id, user } = this.#random.pick(open);
      if (done.has(id)) continue;
      done.add(id);
      await this.#do('decideApproval', { stageId: id, decision: this.#random.chance(0.85) ? 'APPROVE' : 'DENY' }, user);
    }
  }

  /** Whose end is near keeps it longer; who gives up does so at any time. */
  async #extendOrGiveUp(): Promise<void> {
    const extends_ = this.#random.chance(0.6);
    const soon = new Date(this.#t.clock.now().getTime() + EXTENDED_BEFORE_MS).toISOString();
    const held = await this.#rows(`
      select a.id, a.target_id as "user" from assignment a join app_user u on u.id = a.target_id and u.state = 'ACTIVE'
      where a.state = 'DELIVERED' ${extends_ ? `and a.expires_at < '${soon}'` : ''} order by a.id`);
    if (held.length === 0) return;
    const { id, user } = this.#random.pick(held);
    await this.#do(extends_ ? 'extendAssignment' : 'endAssignment', { assignmentId: id }, user);
  }

  async #assign(): Promise<void> {
    const { id, policyId } = this.#random.pick(this.#packages);
    const input = {
      accessPackageId: id,
      policyId,
      targets: [{ userId: this.#random.pick(this.#people).id }],
      justification: 'For the project.',
    };
    await this.#do('assignAccessPackage', input, this.#admin.id);
  }

  async #cancel(): Promise<void> {
    const pending = await this.#rows(`
      select r.id, r.requester_id as "user" from access_request r join app_user u on u.id = r.requester_id and u.state = 'ACTIVE'
      where r.state in ('PENDING_APPROVAL', 'SCHEDULED') order by r.id`);
    if (pending.length === 0) return;
    const { id, user } = this.#random.pick(pending);
    await this.#do('cancelAccessRequest', { requestId: id }, user);
  }

  /** Somebody who was never in a group of their own leaves, or is away for good as far as this year goes. */
  async #leave(): Promise<void> {
    const gone = this.#random.pick(this.#people.filter(({ id }) => ![...this.before].some((one) => one.endsWith(id))));
    this.#people = this.#people.filter(({ id }) => id !== gone.id);
    await this.#do(this.#random.chance(0.5) ? 'blockUser' : 'deleteUser', { id: gone.id }, this.#admin.id);
  }

  async #do(mutation: string, input: object, as: string): Promise<void> {
    const { code, message } = await mutate(this.#t, mutation, input, { id: as });
    if (!ORDINARY.has(code)) throw new Error(`${mutation} ${JSON.stringify(input)} by ${as}: ${code} ${message}`);
    this.#count(`${mutation} ${code}`);
  }

  #count(deed: string): void {
    this.deeds.set(deed, (this.deeds.get(deed) ?? 0) + 1);
  }

  #rows(sql: string): Promise<Row[]> {
    return rowsOf<Row>(this.#t, sql);
  }
}
