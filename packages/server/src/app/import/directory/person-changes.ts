import type { PersonField } from './person-row.ts';

/** Which parts of a known person a file speaks of; the others stay as they are. */
export interface Spoken {
  fields: ReadonlySet<PersonField>;
  attributeNames: readonly string[];
}

/** The plain columns: the field as the audit names it, and the column in both tables. */
const PLAIN = { name: 'name', email: 'email', department: 'department', jobTitle: 'job_title', region: 'region' } as const;

/** Joins a staged person `p` with who they are here (`u`) and with their manager, who may be known here (`m`) or staged (`s`). */
export const KNOWN = `
  import_person p
  left join app_user u on u.id = p.user_id
  left join app_user m on m.external_key = p.manager
  left join import_person s on s.key = p.manager`;

/** The id of the manager that the file names; null where nobody, or somebody who is still to be written. */
export const MANAGER_ID = 'coalesce(m.id, s.user_id)';

/** The attributes that `u` has once the file's are in. Wants the names as $2. */
const ATTRIBUTES = `nullif((coalesce(u.attributes, '{}'::jsonb) - $2::text[]) || p.attributes, '{}'::jsonb)`;

/** SQL: the list of the fields in which a known person differs from the file, as the audit names them. Wants $2 as above. */
export function changedFields({ fields, attributeNames }: Spoken): string {
  const differs = [`case when u.external_key is distinct from p.key then 'externalKey' end`];
  for (const [field, column] of Object.entries(PLAIN)) {
    if (fields.has(field as PersonField)) differs.push(`case when u.${column} is distinct from p.${column} then '${field}' end`);
  }
  if (fields.has('manager')) {
    differs.push(`case when not p.keeps_manager and case
      when p.manager is null then u.manager_id is not null
      when ${MANAGER_ID} is null then true
      else u.manager_id is distinct from ${MANAGER_ID} end then 'managerId' end`);
  }
  if (attributeNames.length > 0) differs.push(`case when u.attributes is distinct from ${ATTRIBUTES} then 'attributes' end`);
  // Names the parameter even where no attribute is spoken of: its type must be known.
  return `array_remove(array[${differs.join(', ')}, case when $2::text[] is null then 'none' end], null)`;
}

/** SQL: the assignments of an update that make a known person as the file says. Wants $2 as above. */
export function assignments({ fields, attributeNames }: Spoken): string {
  const sets = ['external_key = p.key'];
  for (const [field, column] of Object.entries(PLAIN)) {
    if (fields.has(field as PersonField)) sets.push(`${column} = p.${column}`);
  }
  if (fields.has('manager')) sets.push(`manager_id = case when p.keeps_manager then u.manager_id else ${MANAGER_ID} end`);
  if (attributeNames.length > 0) sets.push(`attributes = ${ATTRIBUTES}`);
  return sets.join(', ');
}
