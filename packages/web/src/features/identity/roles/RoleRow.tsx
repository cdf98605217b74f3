import { CloseButton, Text } from '@mantine/core';
import { readsAll, useViewer } from '../../../app/viewer.tsx';
import { ToneBadge } from '../../../ui/states/badge.tsx';
import { TextLink } from '../../../ui/frame/page.tsx';
import styles from '../../../ui/lists/row-list.module.css';
import { holderName, type RoleHolding, type RoleKind } from './role-kinds.ts';

interface RoleRowProps<Role extends string> {
  kind: RoleKind<Role>;
  holding: RoleHolding<Role>;
  /** Absent where it is not allowed. */
  take?: () => void;
}

/** One holder of one role. */
export function RoleRow<Role extends string>({ kind, holding, take }: RoleRowProps<Role>) {
  const { role, group, mayBypassApproval } = holding;
  return (
    <li className={styles.row}>
      <div className={styles.words}>
        <Text fw={600} component="div">
          <Holder {...holding} />
        </Text>
        <Text size="sm" c="dimmed">
          {kind.words[role]}
          {group && ', through the group'}
        </Text>
      </div>
      {mayBypassApproval && <ToneBadge tone="waiting">May bypass approval</ToneBadge>}
      {take && <CloseButton aria-label={`Take ${kind.words[role]} from ${holderName(holding)}`} onClick={take} />}
    </li>
  );
}

/** The name, leading to its page for those who read all of them. */
function Holder(holding: RoleHolding<string>) {
  const { user, group } = holding;
  const linked = readsAll(useViewer());
  if (linked && user)
    return (
      <TextLink to="/admin/people/$userId" params={{ userId: user.id }}>
        {user.name}
      </TextLink>
    );
  if (linked && group)
    return (
      <TextLink to="/admin/groups/$groupId" params={{ groupId: group.id }}>
        {group.name}
      </TextLink>
    );
  return holderName(holding);
}
