import { DomainEvent } from '@gatehouse/schema/audit/domain-event.entity';
import { Deployment } from '@gatehouse/schema/shared/deployment.entity';
import { IdempotencyRecord } from '@gatehouse/schema/shared/idempotency-record.entity';
import { LimitCount } from '@gatehouse/schema/shared/limit-count.entity';
import { JobRun } from '@gatehouse/schema/shared/job-run.entity';
import { LimitsResolver } from './graphql/limits.resolver.ts';
import { LiveCursorResolver } from './graphql/live-cursor.resolver.ts';
import { NodeResolver } from './graphql/node.resolver.ts';
import { retentionJobs } from './jobs/retention.jobs.ts';
import { type Module } from './module.ts';

/** What the server brings before any noun: ways to read by id and to follow live, and what it keeps for itself. */
export const kernel: Module = {
  name: 'kernel',
  entities: [Deployment, DomainEvent, IdempotencyRecord, JobRun, LimitCount],
  resolvers: [NodeResolver, LiveCursorResolver, LimitsResolver],
  jobs: retentionJobs,
};
