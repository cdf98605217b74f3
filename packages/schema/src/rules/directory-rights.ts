/** What the directory calls the two rights on a group. */
export const GROUP_MEMBER_ROLE = 'member';
export const GROUP_OWNER_ROLE = 'owner';

/** Every right on a group of the directory, with the name people read; all are given at once, in no scope. */
export const GROUP_RIGHTS = [
  { externalId: GROUP_MEMBER_ROLE, name: 'Member' },
  { externalId: GROUP_OWNER_ROLE, name: 'Owner' },
] as const;
