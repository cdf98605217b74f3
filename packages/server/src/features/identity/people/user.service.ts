import { Principal } from '@gatehouse/schema/identity/principal.entity';
import { User } from '@gatehouse/schema/identity/user.entity';
import { type AttributeInput, type CreateUserInput, type UpdateUserInput } from '@gatehouse/schema/identity/user.inputs';
import { answeringIssue } from '@gatehouse/schema/rules/answering';
import { may } from '@gatehouse/schema/rules/permissions';
import { type Change } from '../../../kernel/change.ts';
import { demandAbility } from '../../../kernel/authz/demand.ts';
import { demandCan } from '../../../kernel/authz/demand-can.ts';
import { lockFresh } from '../../../kernel/fresh.ts';
import { refused } from '../../../kernel/refused.ts';
import { demandFreeMail, managerFor, responsibleFor } from './user.facts.ts';

/** The most custom attributes somebody has. */
const MOST_ATTRIBUTES = 200;

/** Makes a user, with the principal they sign in as. */
export async function createUser(change: Change, input: CreateUserInput) {
  demandAbility(may(change.viewer, 'user.manage'));
  if (input.email) await demandFreeMail(change, input.email);
  const manager = input.managerId != null ? await managerFor(change, input.managerId, null) : null;
  const kind = input.kind ?? 'MEMBER';
  const issue = answeringIssue(kind, input.responsibleId != null);
  if (issue) throw refused('INVALID', issue, ['responsibleId']);
  const responsible = input.responsibleId != null ? await responsibleFor(change, input.responsibleId) : null;
  const user = change.create(User, {
    kind,
    responsible,
    name: input.name,
    email: input.email ?? null,
    department: input.department ?? null,
    jobTitle: input.jobTitle ?? null,
    region: input.region ?? null,
    manager,
    attributes: merged(null, input.attributes ?? []),
  });
  change.create(Principal, { user });
  change.audit({
    action: 'user.created',
    subject: { type: 'User', id: user.id },
    targetId: user.id,
    details: { kind: user.kind, responsibleId: responsible?.id ?? null },
  });
  if (responsible) await tellHandedOver(change, user, null);
  return { user: user.id };
}

/** Changes what the input names. The audit says which fields, not what stood in them. */
export async function updateUser(change: Change, input: UpdateUserInput) {
  const manager = input.managerId != null ? await managerFor(change, input.managerId, input.id) : null;
  const user = await lockFresh(change, User, input, 'user');
  await demandCan(change, User, user.id, 'edit', ['id']);
  if (input.email && input.email !== user.email) await demandFreeMail(change, input.email, user.id);

  const before = { ...profile(user) };
  if (input.name != null) user.name = input.name;
  if (input.email !== undefined) user.email = input.email;
  if (input.department !== undefined) user.department = input.department;
  if (input.jobTitle !== undefined) user.jobTitle = input.jobTitle;
  if (input.region !== undefined) user.region = input.region;
  if (input.managerId !== undefined) user.manager = manager;
  const answeredBy = user.responsible;
  if (input.responsibleId != null) {
    const issue = answeringIssue(user.kind, true);
    if (issue) throw refused('INVALID', issue, ['responsibleId']);
    if (input.responsibleId !== answeredBy?.id) user.responsible = await responsibleFor(change, input.responsibleId);
  }
  if (input.attributes) user.attributes = merged(user.attributes, input.attributes);
  const after = profile(user);
  const fields = Object.keys(after).filter(
    (field) => before[field as keyof typeof before] !== after[field as keyof typeof after],
  );
  if (fields.length > 0) {
    change.audit({
      action: 'user.updated',
      subject: { type: 'User', id: user.id },
      targetId: user.id,
      details: {
        fields,
        ...(fields.includes('managerId') && { managerId: after.managerId }),
        ...(fields.includes('responsibleId') && { responsibleId: after.responsibleId, before: before.responsibleId }),
      },
    });
    if (fields.includes('responsibleId')) await tellHandedOver(change, user, answeredBy);
  }
  return { user: user.id };
}

/** Tells whoever answered for a service, and whoever does now, but not who did it. */
async function tellHandedOver(change: Change, service: User, before: User | null): Promise<void> {
  await change.em.flush();
  await change.publish({
    name: 'noteworthy',
    kind: 'SERVICE_HANDED_OVER',
    userIds: [before?.id, service.responsible?.id].filter((id) => id !== undefined && id !== change.viewer.userId) as string[],
    serviceId: service.id,
    occurrence: change.now.toISOString(),
  });
}

/** What an administrator can change, to be compared. */
function profile(user: User) {
  const { name, email, department, jobTitle, region, attributes } = user;
  return {
    name,
    email,
    department,
    jobTitle,
    region,
    managerId: user.manager?.id ?? null,
    responsibleId: user.responsible?.id ?? null,
    attributes: JSON.stringify(attributes),
  };
}

/** Attributes after some were set (a value) or taken away (null). @throws INVALID where there would be too many. */
function merged(attributes: Record<string, string> | null, changes: readonly AttributeInput[]): Record<string, string> | null {
  const all = new Map(Object.entries(attributes ?? {}));
  for (const { name, value } of changes) {
    if (value == null) all.delete(name);
    else all.set(name, value);
  }
  if (all.size > MOST_ATTRIBUTES) throw refused('INVALID', `A user has at most ${MOST_ATTRIBUTES} attributes.`, ['attributes']);
  return all.size === 0 ? null : Object.fromEntries(all);
}
