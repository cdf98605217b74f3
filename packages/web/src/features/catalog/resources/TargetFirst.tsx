import { Alert } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useViewer } from '../../../app/viewer.tsx';
import { TextLink } from '../../../ui/frame/page.tsx';

/** There is nothing yet in which a resource could be. */
export function TargetFirst() {
  const may = useViewer().viewerCan.manageConnectors.allowed;
  return (
    <Alert icon={<IconInfoCircle />} color="gate" variant="light" title="A target system is needed first">
      A resource is a part of a system in which access is made true, and no such system is connected yet.{' '}
      {may ? (
        <>
          Add one under{' '}
          <TextLink to="/admin/targets" search={{ tab: 'connectors' }}>
            Targets, Connectors
          </TextLink>
          .
        </>
      ) : (
        'An administrator connects one.'
      )}
    </Alert>
  );
}
