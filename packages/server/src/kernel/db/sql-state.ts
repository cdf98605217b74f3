const SQLSTATE = /^[0-9A-Z]{5}$/;

/**
 * The SQLSTATE that PostgreSQL gave an error, or null where it is no error of its. Flushes wrap what the driver throws,
 * written statements do not: both are looked through.
 */
export function sqlStateOf(error: unknown): string | null {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && SQLSTATE.test(code) ? code : null;
}
