import { User } from '@gatehouse/schema/identity/user.entity';
import { inChange } from '../../kernel/change.ts';
import { systemOperation } from '../../kernel/jobs/system-operation.ts';
import { type App } from '../../kernel/operation.ts';
import { buildCatalogs } from './catalogs.ts';
import { buildCompany } from './company.ts';
import { liveContoso } from './life.ts';
import { buildOutside } from './outside.ts';

/** Longest part of the past that the demo company has lived. */
const PAST_MS = 150 * 24 * 3_600_000;

/** A database that holds somebody's work is never filled with a demo. */
export class NotEmpty extends Error {
  override readonly name = 'NotEmpty';
}

/**
 * Fills an empty database with the demo company Contoso, half lived: pending, approved, expiring, ended and denied requests,
 * told back from now. The same every time but for the ids.
 * @throws NotEmpty where there is anybody already.
 */
export async function seedDemo(running: App): Promise<void> {
  const app: App = { ...running, timeStandsStill: true };
  const before = systemOperation(app, new Date(app.now().getTime() - PAST_MS));
  if ((await before.em.count(User)) > 0)
    throw new NotEmpty('The database is not empty, so it is not filled with the demo company.');
  const world = await inChange(before, async (change) => {
    const company = await buildCompany(change);
    const packages = await buildCatalogs(change, company, app.now());
    await buildOutside(change, company, packages);
    return { company, packages };
  });
  await liveContoso(app, world.company, world.packages);
}
