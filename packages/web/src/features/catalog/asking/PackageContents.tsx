import { Text } from '@mantine/core';
import { graphql, type FragmentOf } from '../../../graphql/graphql.ts';
import { resourceKinds } from '../../../ui/words/words.ts';
import styles from '../catalog.module.css';

export const PackageRoleFragment = graphql(`
  fragment PackageRole on AccessPackageRole {
    id
    scope
    resourceRole {
      id
      name
      mode
      resource {
        id
        name
        kind
        description
        launchUrl
      }
    }
  }
`);

/** The rights that a package gives. */
export function PackageContents({ roles }: { roles: readonly FragmentOf<typeof PackageRoleFragment>[] }) {
  if (roles.length === 0) {
    return <Text c="dimmed">Its contents are not shown to you before you hold it, or it has none yet.</Text>;
  }
  return (
    <ul className={styles.rights}>
      {roles.map(({ id, scope, resourceRole: { name, mode, resource } }) => (
        <li key={id} className={styles.right}>
          <Text fw={600}>{resource.name}</Text>
          <Text size="sm" c="dimmed">
            {resourceKinds[resource.kind]} · {name}
            {scope && ` in ${scope}`}
            {mode === 'ELIGIBLE' && ' · to be activated there when needed'}
          </Text>
        </li>
      ))}
    </ul>
  );
}
