import { Alert, List } from '@mantine/core';
import type { PackageGap } from '@gatehouse/schema/rules/vocabulary';
import { IconInfoCircle } from '@tabler/icons-react';
import { TextLink } from '../../../ui/frame/page.tsx';
import type { AdminPackage } from './PackageAdminView.tsx';

/** What a package lacks until somebody can be given it, each with the way to where that is mended. */
export function PackageGaps({ accessPackage }: { accessPackage: AdminPackage }) {
  if (accessPackage.gaps.length === 0) return null;
  return (
    <Alert icon={<IconInfoCircle />} color="gate" variant="light" title="Nobody can be given it yet" mb="md">
      <List size="sm" spacing={2}>
        {accessPackage.gaps.map((gap) => (
          <List.Item key={gap}>
            <Mend gap={gap} accessPackage={accessPackage} />
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function Mend({ gap, accessPackage: { id, catalog } }: { gap: PackageGap; accessPackage: AdminPackage }) {
  if (gap === 'CATALOG_UNPUBLISHED')
    return (
      <TextLink to="/admin/catalogs/$catalogId" params={{ catalogId: catalog.id }}>
        Its catalog is not published
      </TextLink>
    );
  const [tab, lack] =
    gap === 'NO_CONTENTS' ? ['contents', 'It has no contents'] : ['policies', 'No policy in force says who may have it'];
  return (
    <TextLink to="/admin/packages/$packageId" params={{ packageId: id }} search={{ tab }}>
      {lack}
    </TextLink>
  );
}
