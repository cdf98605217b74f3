import { addDuration, isDuration } from '@gatehouse/schema/rules/duration';
import { type Command } from 'commander';
import { JobsRefused, runJobs, type JobsReport } from '../../kernel/jobs/run-jobs.ts';
import { JOBS } from '../brought.ts';
import { CommandError, type CommandContext } from './command-context.ts';

/** `jobs list` and `jobs run`. */
export function jobsCommand(program: Command, context: CommandContext): void {
  const jobs = program.command('jobs').description('Timed jobs.');
  jobs
    .command('list')
    .description('List the timed jobs with their schedules (cron, UTC).')
    .action(() => JOBS.forEach(({ name, schedule, description }) => context.print(`${name}\t${schedule}\t${description}`)));
  jobs
    .command('run')
    .description('Run a job, or all, wait for the work it queues, and print what it did as JSON. In demo mode and tests only.')
    .argument('<name>', 'the job, or "all"')
    .option('--now <time>', 'act as if it were this time (ISO 8601), or so much later than now (+P91D)')
    .action((name: string, options: { now?: string }) => {
      const asOf = options.now === undefined ? (now: Date) => now : instant(options.now);
      return context.withApp(async (app) => {
        const report = await runJobs(app, name, asOf(app.now())).catch((error: unknown) => {
          throw error instanceof JobsRefused ? new CommandError(error.message) : error;
        });
        context.print(JSON.stringify(report, null, 2));
        context.say(inWords(report));
      });
    });
}

/** The report for whoever reads along: what something happened to, and as of when. */
function inWords({ asOf, jobs, work }: JobsReport): string {
  const did = jobs.map(({ name, outcome }) => [name, counted(outcome)] as const).filter(([, counts]) => counts !== '');
  const queued = work.filter(({ done, failed }) => done + failed > 0);
  const lines = [...did, ...queued.map(({ name, ...counts }) => [name, counted(counts)] as const)];
  const acted = `Acted as of ${asOf}; what it wrote bears that time.`;
  if (lines.length === 0) return `${acted} Nothing was due.`;
  return [acted, ...lines.map(([name, counts]) => `  ${name}: ${counts}`)].join('\n');
}

function counted(counts: Readonly<Record<string, number>>): string {
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  return some.map(([what, count]) => `${count} ${what}`).join(', ');
}

/** What `--now` means, given what it is now. */
function instant(text: string): (now: Date) => Date {
  if (text.startsWith('+') && isDuration(text.slice(1))) return (now) => addDuration(now, text.slice(1));
  const time = new Date(text);
  if (Number.isNaN(time.getTime()) || !/^\d{4}-\d\d-\d\d/.test(text)) {
    throw new CommandError(
      `--now is "${text}". Allowed: an ISO 8601 time such as 2026-03-01T09:00:00Z, or a duration such as +P91D.`,
    );
  }
  return () => time;
}
