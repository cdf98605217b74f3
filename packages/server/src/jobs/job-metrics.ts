import { Counter, Gauge, Histogram } from 'prom-client';

/** How late, in seconds, the most overdue piece of due work was when a job came to it; 0 where nothing was due. */
export const dueWorkLateness = new Gauge({
  name: 'gatehouse_due_work_lateness_seconds',
  help: 'How overdue the most overdue item was when its job last ran; 0 where nothing was due.',
  labelNames: ['work'],
});

export const jobRuns = new Counter({
  name: 'gatehouse_job_runs_total',
  help: 'Runs of timed jobs on this replica.',
  labelNames: ['job', 'outcome'],
});

export const jobDuration = new Histogram({
  name: 'gatehouse_job_duration_seconds',
  help: 'How long runs of timed jobs took.',
  labelNames: ['job'],
  buckets: [0.01, 0.1, 1, 10, 60, 600],
});

export const jobLateness = new Gauge({
  name: 'gatehouse_job_lateness_seconds',
  help: 'How long after its tick the last run of a job began.',
  labelNames: ['job'],
});
