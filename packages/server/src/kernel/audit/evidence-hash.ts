import { type EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { createHmac } from 'node:crypto';

/**
 * How the audit refers to what a person wrote: a hash under that person's own salt. Erasing the salt with the texts
 * leaves the trail whole and the texts beyond guessing.
 *
 * @param authorId who wrote it. @returns null where there is no text, or its author's salt was erased.
 */
export async function evidenceHash(
  em: EntityManager,
  authorId: string | null,
  text: string | null | undefined,
): Promise<string | null> {
  if (!text || authorId === null) return null;
  const { rows } = await sql<{ salt: string | null }>`select evidence_salt as salt from app_user where id = ${authorId}`.execute(
    em.getKysely(),
  );
  const salt = rows[0]?.salt;
  return salt ? createHmac('sha256', salt).update(text).digest('base64url') : null;
}
