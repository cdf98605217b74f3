import { type MikroORM } from '@mikro-orm/postgresql';
import { readdir, writeFile } from 'node:fs/promises';
import { MigrationError } from './migrate.ts';

/** What PostgreSQL writes in its own way, or what an entity cannot say: a difference in words only. */
const SAME_IN_OTHER_WORDS = [
  /^alter table "deployment" (drop|add) constraint "deployment_one_row"/,
  /^alter table "policy_stage" (drop|add) constraint "policy_stage_order"/,
  /^alter table "app_user" alter column "evidence_salt" set default gen_random_uuid\(\)::text/,
  /^drop trigger if exists "audit_event_append_only"/,
  /^drop function if exists "audit_event_audit_event_append_only_fn"/,
  /^drop trigger if exists "\w+_waiting_since"/,
  /^drop trigger if exists "(assignment_access_until|app_user_guest_lifecycle)"/,
  /^drop function if exists "(assignment_assignment_access_until_fn|app_user_app_user_guest_lifecycle_fn|access_until)"/,
  /^drop trigger if exists "resource_group_of_ours"/,
  /^drop function if exists "resource_resource_group_of_ours_fn"/,
  /^drop function if exists "(\w+_waiting_since_fn|waiting_since|folded|domain_shut_out)"/,
];

/** The statements that bring a database to what the entities describe; none where the two agree. */
export async function differences(orm: MikroORM): Promise<string[]> {
  const sql = await orm.schema.getUpdateSchemaSQL({ wrap: false });
  return sql
    .split(/;\n+/)
    .map((one) => one.trim())
    .filter((one) => one !== '' && !SAME_IN_OTHER_WORDS.some((known) => known.test(one)));
}

/**
 * Writes statements as the migration that follows the last one in a folder, and never over one that is there.
 * @param name a few words with dashes between, such as `settings-of-targets`
 * @returns the name of the file
 * @throws MigrationError where the name is no such words
 */
export async function writeMigration(folder: URL, name: string, statements: readonly string[]): Promise<string> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    throw new MigrationError(`"${name}" is no name of a migration: say what it brings in small letters with dashes between.`);
  const numbers = (await readdir(folder)).flatMap((file) => /^(\d{4})-.+\.sql$/.exec(file)?.[1] ?? []).map(Number);
  const file = `${String(Math.max(0, ...numbers) + 1).padStart(4, '0')}-${name}.sql`;
  const words = name.replaceAll('-', ' ');
  const text = `-- ${words.charAt(0).toUpperCase()}${words.slice(1)}.\n${statements.map((one) => `${one};\n`).join('')}`;
  await writeFile(new URL(file, folder), text, { flag: 'wx' });
  return file;
}
