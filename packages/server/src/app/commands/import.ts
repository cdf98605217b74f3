import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { Command } from 'commander';
import { importDirectory, type DirectoryReport, type ImportOptions } from '../import/import-directory.ts';
import { importHistory, type HistoryReport } from '../import/import-history.ts';
import type { CommandContext } from './command-context.ts';
import { importProgress } from './import-progress.ts';

/** The exit code of an import that left rows out: the others were taken in. */
const ROWS_LEFT_OUT = 2;

interface CommonFlags {
  map: string[];
  key: string[];
  separator: string;
  dryRun: boolean;
}

interface HistoryFlags extends CommonFlags {
  date?: string;
  catalog: string;
}

/** `import directory` and `import history`: people, and what was decided about them elsewhere, from CSV files. */
export function importCommand(program: Command, context: CommandContext): void {
  const imports = program.command('import').description('Take in people, or the history of an older system, from a CSV file.');

  common(imports.command('directory'))
    .description('People with their managers, departments and attributes. A second run changes only what changed.')
    .action((file: string, flags: CommonFlags) =>
      run(context, file, flags, importDirectory, (report) => directorySummary(report, flags.dryRun)),
    );

  common(imports.command('history'))
    .description('Closed requests with their decisions. What was imported before stays as it is.')
    .option('--date <day>', 'when it all happened, such as 2011-06-30, where no column says')
    .option('--catalog <name>', 'the catalog of the packages; made where there is none', 'Imported')
    .action((file: string, flags: HistoryFlags) =>
      run(
        context,
        file,
        flags,
        (options) => importHistory({ ...options, date: flags.date ?? null, catalog: flags.catalog }),
        (report) => historySummary(report, flags),
      ),
    );
}

function common(command: Command): Command {
  const listed = (value: string, before: string[]) => [...before, value];
  return command
    .argument('<csv>', 'the file: UTF-8, its first line the names of the columns')
    .option(
      '--map <field=column,…>',
      'which column a field is in, such as name=FULL_NAME or "name={first} {last}"; repeatable',
      listed,
      [],
    )
    .option(
      '--key <columns>',
      'the column, or several between commas, that tell people apart',
      (value) => value.split(',').map((name) => name.trim()),
      [],
    )
    .option('--separator <character>', 'what stands between two fields', ',')
    .option('--dry-run', 'say what would happen and write nothing', false);
}

async function run<R extends { problems: number }>(
  context: CommandContext,
  file: string,
  flags: CommonFlags,
  work: (options: ImportOptions) => Promise<R>,
  summary: (report: R) => string,
): Promise<void> {
  // Rows live for an instant. Left alone, V8 lets 100 MB of dead ones pile up before it looks; cleaning up sooner costs 5 % of time.
  setFlagsFromString('--semi-space-growth-factor=1');
  const progress = importProgress();
  await context.withMigrated(async ({ url }) => {
    const begin = performance.now();
    const report = await work({
      databaseUrl: url,
      // npm runs scripts in the repository; a relative path means where the command was typed.
      file: resolve(process.env.INIT_CWD ?? '.', file),
      separator: flags.separator === String.raw`\t` ? '\t' : flags.separator,
      mapping: flags.map,
      key: flags.key,
      dryRun: flags.dryRun,
      now: new Date(),
      progress,
      onProblem: ({ line, reason }) => {
        progress.clear();
        context.print(`line ${line}: ${reason}`);
      },
    });
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
    context.print(`${summary(report)} ${seconds} s, at most ${megabytes} MB of memory.`);
    if (report.problems > 0) process.exitCode = ROWS_LEFT_OUT;
  });
}

function directorySummary(report: DirectoryReport, dryRun: boolean): string {
  const { rows, repeated, created, madeOfCodes, changed, unchanged, problems } = report;
  return [
    dryRun ? 'Nothing was written; this is what would happen.' : '',
    `${counted(rows, 'row')} read${repeated > 0 ? `, ${count(repeated)} of them repeat an earlier one` : ''}.`,
    `People: ${count(created)} new${madeOfCodes > 0 ? ` (${count(madeOfCodes)} of them known as managers only)` : ''},`,
    `${count(changed)} changed, ${count(unchanged)} unchanged.`,
    problemsFound(problems),
  ]
    .filter(Boolean)
    .join(' ');
}

function historySummary(report: HistoryReport, { dryRun, catalog }: HistoryFlags): string {
  const { rows, repeated, known, requests, packages, problems } = report;
  return [
    dryRun ? 'Nothing was written; this is what would happen.' : '',
    `${counted(rows, 'row')} read${repeated > 0 ? `, ${count(repeated)} of them repeat an earlier one` : ''}.`,
    `${counted(requests, 'request')} new, ${count(known)} known already; ${counted(packages, 'package')} new in the catalog "${catalog}".`,
    problemsFound(problems),
  ]
    .filter(Boolean)
    .join(' ');
}

function problemsFound(problems: number): string {
  return problems === 0 ? 'No problems.' : `${counted(problems, 'problem')}, listed above.`;
}

function counted(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
}

function count(number: number): string {
  return number.toLocaleString('en');
}
