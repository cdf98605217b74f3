import { Counter, Histogram } from 'prom-client';

export const jobRuns = new Counter({
  name: 'gatehouse_job_runs_total',
  help: 'Runs of timed jobs on this replica.',
  labelNames: ['job', 'outcome'],
});

export const jobDuration = new Histogram({
  name: 'gatehouse_job_duration_seconds',
  help: 'How long runs of timed jobs took on this replica.',
  labelNames: ['job'],
  buckets: [0.01, 0.1, 1, 10, 60, 600],
});
