import { type z } from 'zod';
import { brokenRules } from './rules.ts';
import { redacted, type Setting } from './setting.ts';
import { settings, type SettingName } from './settings.ts';

/** The configuration: every setting with its value, checked one by one and together. Durations are milliseconds. */
export type Configuration = {
  readonly [Name in SettingName]: (typeof settings)[Name] extends Setting<infer Value> ? Value : never;
};

/** One thing that is wrong with the configuration. */
export interface ConfigProblem {
  /** The environment variable. */
  name: string;
  /** Its value as it may be shown; null where it is missing. */
  shown: string | null;
  /** What it may be. */
  allowed: string;
}

/** The configuration is wrong. `message` has one line for each problem: the name, the value, what is allowed. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(sentence).join('\n'));
    this.problems = problems;
  }
}

/**
 * Reads the configuration from the environment. An empty variable counts as unset.
 * @throws ConfigError with everything that is wrong at once
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Configuration {
  const problems: ConfigProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, one] of Object.entries(settings)) {
    const text = textOf(one, env);
    const result = text === null ? null : one.read.safeParse(text);
    if (result?.success === false)
      problems.push({ name: one.env, shown: redacted(one, text ?? ''), allowed: one.allowed + placesOf(result.error) });
    values[name] = result?.success ? result.data : null;
  }
  // Rules between settings make sense only of values that are right by themselves.
  if (problems.length === 0) problems.push(...brokenRules(values as Configuration));
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(values) as Configuration;
}

/** The configuration as lines for a person, secrets not shown: `PORT = 4000 (default)`. */
export function printConfig(env: NodeJS.ProcessEnv = process.env): string {
  return Object.values<Setting<unknown>>(settings)
    .map((one) => {
      const text = textOf(one, env);
      const note = given(one, env) === null && text !== null ? ' (default)' : '';
      return text === null || text === '' ? `${one.env} is not set` : `${one.env} = ${redacted(one, text)}${note}`;
    })
    .join('\n');
}

function given(one: Setting<unknown>, env: NodeJS.ProcessEnv): string | null {
  const text = env[one.env]?.trim();
  return text ? text : null;
}

function textOf(one: Setting<unknown>, env: NodeJS.ProcessEnv): string | null {
  return given(one, env) ?? one.fallback;
}

/** Where within a value that has parts it is wrong. */
function placesOf({ issues }: z.ZodError): string {
  const places = issues.map(({ path }) => path.join('.')).filter(Boolean);
  return places.length > 0 ? ` (wrong: ${places.join(', ')})` : '';
}

function sentence(problem: ConfigProblem): string {
  const found = problem.shown === null ? 'is missing' : `is "${problem.shown}"`;
  return `${problem.name} ${found}. Allowed: ${problem.allowed}.`;
}
