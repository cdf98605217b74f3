/**
 * The environment for PostgreSQL's programs: what they need to run, in plain English (we read their messages), and none of the
 * PG… variables or secrets of this process.
 */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'];
  const pairs = kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { ...Object.fromEntries(pairs), LC_ALL: 'C', TZ: 'UTC' } as NodeJS.ProcessEnv;
}
