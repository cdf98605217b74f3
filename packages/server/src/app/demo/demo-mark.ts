import { User } from '@gatehouse/schema/identity/user.entity';
import { isDemoDatabase } from '../../features/identity/sign-in/personas.ts';
import { type App } from '../../kernel/operation.ts';

/** A database of the demo company is served as something else. */
export class DemoMarkError extends Error {
  override readonly name = 'DemoMarkError';
}

/**
 * Keeps the demo's database, in which anybody may be anybody, from being served outside demo mode.
 * @throws DemoMarkError
 */
export async function demandDemoFits(app: App): Promise<void> {
  if (app.config.demo || !(await isDemoDatabase(app))) return;
  throw new DemoMarkError(
    'This database holds the demo company and is served in demo mode only: set GATEHOUSE_DEMO=1, or use another database (DATABASE_URL or DATA_DIR).',
  );
}

/** Is there nobody in it yet? */
export async function isEmptyDatabase(app: App): Promise<boolean> {
  return (await app.orm.em.fork().count(User)) === 0;
}
