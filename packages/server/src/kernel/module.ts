import { type EntityClass } from '@mikro-orm/core';
import { type ConnectorDriver } from './connectors/port.ts';
import { type Handled } from './events/domain-events.ts';
import { type Routes } from './http/routes.ts';
import { type Job } from './jobs/job.ts';
import { type QueueWorker } from './jobs/queue-worker.ts';
import { type Read } from './read/define-read.ts';

/**
 * What one noun brings to a running server; everything else asks the list of modules, and names no noun. The facts it tells
 * and the work it queues are declared beside it, in the types they belong to (`DomainFacts`, `WorkData`).
 */
export interface Module {
  /** As its folders are called. */
  name: string;
  /** Its tables. */
  entities?: readonly EntityClass<object>[];
  /** How its rows are read. What is not listed cannot be read. */
  reads?: readonly Read[];
  /** What is not listed is not in the schema. */
  resolvers?: readonly NewableFunction[];
  /** What it does about the facts of others. Handlers of one fact run in the order of the modules. */
  handlers?: readonly Handled[];
  /** What it serves beside GraphQL. */
  routes?: readonly Routes[];
  jobs?: readonly Job[];
  /** Who does its queued work, one worker per kind. */
  workers?: readonly QueueWorker[];
  /** The kinds of targets it can reach. */
  drivers?: readonly ConnectorDriver[];
}

/** One kind of thing that modules bring, of all of them, in their order. */
export function broughtBy<K extends Exclude<keyof Module, 'name'>>(
  modules: readonly Module[],
  kind: K,
): NonNullable<Module[K]>[number][] {
  return modules.flatMap((module) => [...((module[kind] ?? []) as NonNullable<Module[K]>)]) as never;
}
