import { type AuditAction } from '@gatehouse/schema/rules/audit-words';
import { AuditEvent } from '@gatehouse/schema/audit/audit-event.entity';
import { DomainEvent } from '@gatehouse/schema/audit/domain-event.entity';
import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { newId } from '@gatehouse/schema/shared/ids';
import { actAsOf, type Row } from '@gatehouse/schema/shared/node';
import { type EntityClass, type EntityData } from '@mikro-orm/core';
import { SYSTEM_VIEWER } from './authz/system-viewer.ts';
import { sqlStateOf } from './db/sql-state.ts';
import { type DomainFact } from './events/facts.ts';
import { demandHeld } from './jobs/held-run.ts';
import { type WorkName, type WorkData } from './jobs/work-queue.ts';
import { type ViewerOperation } from './operation.ts';

/** Evidence of one thing that was done or refused. Ids, codes, times and hashes only: no personal text. */
export interface Evidence {
  /** `noun.verb` in the past tense, such as `request.submitted`. */
  action: AuditAction;
  subject: { type: string; id: string };
  outcome?: 'DONE' | 'REFUSED';
  requestId?: string | null;
  targetId?: string | null;
  accessPackageId?: string | null;
  catalogId?: string | null;
  details?: Record<string, unknown>;
}

/** A pointer for those who watch live: this changed, and these people may care. */
export interface Announcement {
  type: string;
  id: string;
  audience: Iterable<string>;
  requestId?: string | null;
}

/**
 * One transaction of one viewer. State, evidence, announcements and queued work are written together or not at all;
 * targets are never called from here.
 */
export interface Change extends ViewerOperation {
  /**
   * The instant of this change: when its operation arrived, and from its first lock on, when it got the last of its locks.
   * So what two changes do to one row is recorded in the order in which they did it.
   */
  now: Date;
  /** Sets `now` to the clock, after a lock was waited for. It never goes back, and does not move while time stands still. */
  moveOn(): void;
  /** Makes a row with its id and time, and persists it. */
  create<E extends Row>(entity: EntityClass<E>, data: EntityData<E>): E;
  /** @returns the id of the event, by which somebody entitled can look it up. */
  audit(evidence: Evidence): string;
  announce(announcement: Announcement): void;
  /** Tells the other nouns, whose handlers act in this same transaction. */
  publish(fact: DomainFact): Promise<void>;
  /** Queues work that is due now; it exists if and only if this change commits. */
  enqueue<N extends WorkName>(name: N, data: WorkData[N]): void;
  /** This same change, done by the system: for what is nobody's doing, whoever came upon it. */
  asSystem(): Change;
}

/**
 * Serialization failures, deadlocks, and keys that somebody else wrote or deleted since this change looked. The next try
 * finds them, and refuses what must be refused.
 */
const RETRIED = new Set(['40001', '40P01', '23505', '23503']);
const ATTEMPTS = 4;

/**
 * Runs `work` in one transaction on an EntityManager of its own and returns what it returns.
 * What collides with another change is tried again: `work` must do nothing outside the database.
 * @throws whatever `work` throws; then nothing was changed.
 */
export async function inChange<T>(op: ViewerOperation, work: (change: Change) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await op.app.shares.run(op, 'change', () => runOnce(op, work));
    } catch (error) {
      op.app.disk.failed(error);
      const code = sqlStateOf(error);
      if (code === null || !RETRIED.has(code) || attempt === ATTEMPTS) throw error;
      op.log.warn({ attempt, code }, 'a change collided with another and is tried again');
    }
  }
}

async function runOnce<T>(op: ViewerOperation, work: (change: Change) => Promise<T>): Promise<T> {
  const woken = new Set<WorkName>();
  let announced = false;
  const result = await op.app.orm.em.fork().transactional(async (em) => {
    await demandHeld(em);
    actAsOf(em, op.now);
    const queued: [WorkName, object][] = [];
    const change: Change = {
      ...op,
      em,
      moveOn() {
        const clock = op.app.now();
        if (op.app.timeStandsStill || clock <= change.now) return;
        change.now = clock;
        actAsOf(em, clock);
      },
      create(entity, data) {
        const row = em.create(entity, { id: newId(entity as { name: string }), createdAt: change.now, ...data } as never, {
          partial: true,
        });
        em.persist(row);
        return row as never;
      },
      audit: (evidence) => recordEvidence(change, evidence),
      announce({ type, id, audience, requestId }) {
        announced = true;
        change.create(DomainEvent, {
          subjectType: type,
          subjectId: id,
          audience: [...new Set(audience)],
          requestId: requestId ?? null,
          createdAt: op.app.now(),
        });
      },
      publish: (fact) => op.app.events.publish(change, fact),
      enqueue(name, data) {
        queued.push([name, data]);
      },
      asSystem() {
        const system: Change = Object.assign(Object.create(change) as Change, {
          viewer: SYSTEM_VIEWER,
          audit: (evidence: Evidence) => recordEvidence(system, evidence),
          publish: (fact: DomainFact) => op.app.events.publish(system, fact),
          asSystem: () => system,
        });
        return system;
      },
    };
    const value = await work(change);
    await em.flush();
    for (const [name, data] of queued) {
      await op.app.queue.send(em, name, data as never, actsAhead(op));
      woken.add(name);
    }
    if (announced) await op.app.eventLog.announced(em);
    return value;
  });
  if (announced) op.app.eventLog.committed();
  for (const name of woken) op.app.queue.wake(name);
  return result;
}

/** The instant of an operation that is run as of the future: the work it queues acts no earlier. */
function actsAhead({ app, now }: ViewerOperation): Date | null {
  return now > app.now() ? now : null;
}

function recordEvidence(change: Change, evidence: Evidence): string {
  const event = change.create(AuditEvent, {
    at: change.now,
    createdAt: change.app.now(),
    action: evidence.action,
    outcome: evidence.outcome ?? 'DONE',
    actorPrincipal: change.em.getReference(Principal, change.viewer.principalId),
    subjectType: evidence.subject.type,
    subjectId: evidence.subject.id,
    requestId: evidence.requestId ?? null,
    targetId: evidence.targetId ?? null,
    accessPackageId: evidence.accessPackageId ?? null,
    catalogId: evidence.catalogId ?? null,
    details: evidence.details ?? {},
  });
  return event.id;
}
