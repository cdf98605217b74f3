import { DirectoryEntitlement } from '@gatehouse/schema/provisioning/directory-entitlement.entity';
import { ManualTask } from '@gatehouse/schema/provisioning/manual-task.entity';
import { ProvisioningOperation } from '@gatehouse/schema/provisioning/provisioning-operation.entity';
import { directoryDriver } from './drivers/directory/directory-driver.ts';
import { manualDriver } from './drivers/manual/manual-driver.ts';
import { on } from '../../kernel/events/domain-events.ts';
import { type Module } from '../../kernel/module.ts';
import { MANUAL_TASK_READS } from './manual-task.read.ts';
import { queueOperation } from './on-grant-intended.queue-operation.ts';
import { overtakeOperations } from './on-grants-fenced.overtake.ts';
import { resumeDeliveries } from './on-user-unblocked.resume.ts';
import { provisionWorker } from './provision.worker.ts';
import { provisioningRetries } from './provisioning.jobs.ts';
import { ProvisioningResolver } from './provisioning.resolver.ts';

/** Making grants true in their targets. */
export const provisioning: Module = {
  name: 'provisioning',
  entities: [DirectoryEntitlement, ManualTask, ProvisioningOperation],
  reads: [...MANUAL_TASK_READS],
  resolvers: [ProvisioningResolver],
  handlers: [on('grantIntended', queueOperation), on('grantsFenced', overtakeOperations), on('userUnblocked', resumeDeliveries)],
  jobs: [provisioningRetries],
  workers: [provisionWorker()],
  drivers: [directoryDriver, manualDriver],
};

declare module '../../kernel/events/facts.ts' {
  interface DomainFacts {
    /** An operation made a grant true or untrue, or gave up. */
    grantSettled: { grantId: string };
    /** A right that was lost is to be given again, by hand. */
    lostGrantAskedFor: { grantId: string };
    /** A manual task is not to be done any more. */
    taskClosed: { taskId: string };
  }
}

declare module '../../kernel/jobs/work-queue.ts' {
  interface WorkData {
    /** Make one grant true or untrue in its target: the attempt of an operation with this number (from 1), once. */
    provision: { operationId: string; attempt: number };
  }
}
