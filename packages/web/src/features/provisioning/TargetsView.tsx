import { Stack, Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useViewer } from '../../app/viewer.tsx';
import { Page } from '../../ui/frame/page.tsx';
import { Connectors } from './Connectors.tsx';
import { Deliveries } from './Deliveries.tsx';

/** The systems in which access is made true, and how that goes. */
export function TargetsView() {
  const viewer = useViewer();
  const { tab } = useSearch({ from: '/shell/admin/targets' });
  const navigate = useNavigate({ from: '/admin/targets' });
  const can = viewer.viewerCan;
  return (
    <Page title="Targets" wide about="The systems in which access is made true, and every attempt to do so.">
      <Stack>
        <Tabs
          value={tab ?? 'deliveries'}
          onChange={(value) => void navigate({ search: { tab: value === 'connectors' ? value : undefined }, replace: true })}
          keepMounted={false}
        >
          <Tabs.List mb="md">
            <Tabs.Tab value="deliveries">Deliveries</Tabs.Tab>
            <Tabs.Tab value="connectors">Connectors</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="deliveries">
            <Deliveries mayRetry={can.manageConnectors.allowed} />
          </Tabs.Panel>
          <Tabs.Panel value="connectors">
            <Connectors may={can.manageConnectors.allowed} />
          </Tabs.Panel>
        </Tabs>
      </Stack>
    </Page>
  );
}
