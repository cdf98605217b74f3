import { type EntityManager, type MikroORM } from '@mikro-orm/postgresql';
import { type Logger } from 'pino';
import { type Viewer } from './authz/viewer.ts';
import { type DatabaseClock } from './clock.ts';
import { type Configuration } from './config/config.ts';
import { type ConnectorRegistry } from './connectors/port.ts';
import { type DiskRoom } from './db/disk-room.ts';
import { type Cost } from './graphql/cost.ts';
import { type DomainEvents } from './events/domain-events.ts';
import { type EventLog } from './events/event-log.ts';
import { type Routes } from './http/routes.ts';
import { type Job } from './jobs/job.ts';
import { type QueueWorker } from './jobs/queue-worker.ts';
import { type WorkQueue } from './jobs/work-queue.ts';
import { type Keyring } from './secrets/keyring.ts';
import { type Shares } from './shares.ts';

/** What a running server is made of; built once in compose.ts. */
export interface App {
  config: Configuration;
  orm: MikroORM;
  log: Logger;
  /** The time, which is the database's. Tests freeze it; every rule is given it. */
  now: () => Date;
  /** Keeps `now` right; null where tests freeze it. */
  clock: DatabaseClock | null;
  disk: DiskRoom;
  /** Told back or run as of another instant: the time of its operations stands still at the one they were given. */
  timeStandsStill?: true;
  events: DomainEvents;
  /** What subscriptions are fed from; started only by a process that serves. */
  eventLog: EventLog;
  queue: WorkQueue;
  connectors: ConnectorRegistry;
  /** What the secrets of connectors are kept with. */
  secrets: Keyring;
  /** What the modules serve beside GraphQL. */
  routes: readonly Routes[];
  /** Every timed job, in the order in which they run where several are due at once. */
  jobs: readonly Job[];
  /** Who does the queued work, one per kind. */
  workers: readonly QueueWorker[];
  /** Who gets how much of the database at a time. */
  shares: Shares;
}

/** One operation of one viewer: a GraphQL operation, a job's step, a command. */
export interface Operation {
  app: App;
  /** This operation's own EntityManager. */
  em: EntityManager;
  /** Null: nobody is signed in. */
  viewer: Viewer | null;
  /** The instant this operation acts as of. A change moves its own on as it takes locks (see change.ts). */
  now: Date;
  requestId: string;
  log: Logger;
  /** What the viewer likes to read in, BCP 47 tags, the one liked best first; absent: nobody said. */
  languages?: readonly string[];
  /** What its document costs; absent until it was measured. */
  cost?: Cost;
  /**
   * Identifies the viewer anew by what they showed (session, token): what lives longer than an instant asks again, so that
   * a lost right acts at once. Null: they may no longer be here. Set by the transports.
   */
  renew?: () => Promise<Viewer | null>;
  /** The token by which the viewer was identified, where a tool is. Set by the transports. */
  tokenId?: string | null;
}

/** An operation of somebody signed in. */
export interface ViewerOperation extends Operation {
  viewer: Viewer;
}
