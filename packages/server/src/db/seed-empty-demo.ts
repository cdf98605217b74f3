import { existsSync } from 'node:fs';
import { type App } from '../operation.ts';
import { isEmptyDatabase } from './demo-mark.ts';

const SEEDER = new URL('seed-demo.ts', import.meta.url);

/** Fills an empty database with the demo company in demo mode. @returns whether it did */
export async function seedEmptyDemo(app: App, say: (line: string) => void): Promise<boolean> {
  if (!app.config.demo || !(await isEmptyDatabase(app)) || !existsSync(SEEDER)) return false;
  say('Making the demo company …');
  const { seedDemo } = (await import(SEEDER.href)) as { seedDemo: (app: App) => Promise<void> };
  await seedDemo(app);
  return true;
}
