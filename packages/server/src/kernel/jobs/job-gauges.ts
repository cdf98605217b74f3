import { Gauge, type Registry } from 'prom-client';
import { type App } from '../operation.ts';
import { asksOf, jobHealth } from './job-health.ts';

/** What the database tells about the jobs of all replicas whenever somebody looks. While it is away there is a gap. */
export function jobGauges(app: App, registry: Registry): void {
  const health = () => jobHealth(asksOf(app), app.jobs, app.now()).catch(() => []);
  const abandoned = new Gauge({
    name: 'gatehouse_job_abandoned_runs',
    help: 'Runs of the last day that their replicas left unfinished.',
    labelNames: ['job'],
    registers: [registry],
    async collect() {
      for (const job of await health()) abandoned.set({ job: job.name }, job.abandoned);
    },
  });
  const lateness = new Gauge({
    name: 'gatehouse_job_lateness_seconds',
    help: 'How far a timed job is behind its schedule, whichever replica runs it.',
    labelNames: ['job'],
    registers: [registry],
    async collect() {
      for (const job of await health()) lateness.set({ job: job.name }, job.lateMs / 1000);
    },
  });
  const dueWork = new Gauge({
    name: 'gatehouse_due_work_lateness_seconds',
    help: 'How overdue the most overdue item is; 0 where nothing is due.',
    labelNames: ['work'],
    registers: [registry],
    async collect() {
      const now = app.now();
      for (const { name, oldestDue } of app.jobs) {
        const oldest = await oldestDue?.(app, now).catch(() => undefined);
        if (oldest !== undefined) dueWork.set({ work: name }, oldest === null ? 0 : (now.getTime() - oldest.getTime()) / 1000);
      }
    },
  });
}
