import { SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import { useViewer } from '../../../app/viewer.tsx';
import { Section } from '../../../ui/frame/page.tsx';
import { PersonPicker, type Picked } from '../../identity/choosing/PersonPicker.tsx';

/** Whom the access is for: oneself, or somebody for whom one may ask. */
export function ForWhom({ target, setTarget }: { target: Picked | null; setTarget: (target: Picked | null) => void }) {
  const viewer = useViewer();
  const [other, setOther] = useState(target !== null);
  return (
    <Section title="For whom">
      <Stack gap="sm" align="flex-start">
        <SegmentedControl
          aria-label="For whom"
          value={other ? 'OTHER' : 'ME'}
          onChange={(value) => {
            setOther(value === 'OTHER');
            if (value === 'ME') setTarget(null);
          }}
          data={[
            { value: 'ME', label: 'For me' },
            { value: 'OTHER', label: 'For somebody else' },
          ]}
        />
        {other && (
          <div style={{ width: '100%', maxWidth: '24rem' }}>
            <PersonPicker
              label="Person"
              description="Managers may ask for their reports where the policy allows it."
              value={target}
              onChange={setTarget}
              without={[viewer.user.id]}
            />
          </div>
        )}
      </Stack>
    </Section>
  );
}
