import { cursorOf } from '@gatehouse/server/kernel/events/live-cursor';
import { logState } from '@gatehouse/server/kernel/events/event-log-rows';
import { inChange } from '@gatehouse/server/kernel/change';
import { systemOperation } from '@gatehouse/server/kernel/jobs/system-operation';
import { type RunOptions } from '../testkit/execute.ts';
import { ask } from '../testkit/flow.ts';
import { done } from '../testkit/mutate.ts';
import { type Case } from './case.ts';
import { actsAs, type Persona } from './cast.ts';
import { type MatrixWorld } from './matrix-world.ts';
import { PLACES } from './places.ts';
import { SAMPLES } from './reads.ts';

/** A subscription to one's own things: what it tells of in a place, and what comes after everything else. */
export interface Feed {
  /** The object of the case that an event is about. */
  about: (c: Case) => string;
  /** The id of an event that is for everybody who may subscribe. */
  marker: () => string;
}

/** What happened in the world while everybody listened. */
export interface Happened {
  /** Where the log stood before. */
  cursor: string;
  feeds: Record<string, Feed>;
}

const NOWHERE = { Notification: 'ntf_00000000000000000000000001', Assignment: 'asg_00000000000000000000000001' };

/** Lets something happen to everything that subscriptions tell of, in every place, and then one thing that everybody is told. */
export async function happen(world: MatrixWorld): Promise<Happened> {
  const { t, people, places, personal, others } = world;
  const { head } = await logState(t.app.orm.em.fork());
  const stages: Record<string, string> = {};
  for (const name of PLACES) {
    const place = places[name];
    stages[name] = (await ask(t, place.target, place.packages.fresh)).stages[0].id;
    await done(t, 'extendAssignment', { assignmentId: place.ids.assignment, duration: 'P1D' }, place.requester);
  }
  for (const user of [...Object.values(people), places.sibling.requester, places.foreign.requester]) {
    await done(t, 'markNotificationsRead', { ids: [personal[user.id]!.notification] }, user);
  }
  const everybody = Object.values(people).map(({ id }) => id);
  await inChange(systemOperation(t.app, t.app.now()), async (change) => {
    for (const [type, id] of Object.entries(NOWHERE)) change.announce({ type, id, audience: everybody });
  });
  const open = await t.world.package({ policy: { stages: [{ approvers: [others.everybody] }] } });
  const last = (await ask(t, others.bystander, open)).stages[0].id;
  return {
    cursor: cursorOf(head),
    feeds: {
      inboxChanged: { about: SAMPLES.Notification!, marker: () => NOWHERE.Notification },
      myAccessChanged: { about: SAMPLES.Assignment!, marker: () => NOWHERE.Assignment },
      approvalQueueChanged: { about: (c) => stages[c.place.name]!, marker: () => last },
    },
  };
}

/** As whom a persona subscribes. */
export function listener({ people, places }: MatrixWorld, persona: Persona): RunOptions {
  if (persona === 'nob') return { as: null };
  if (persona === 'sys') return { as: 'system' };
  return actsAs(people, persona, places.own.catalog);
}
