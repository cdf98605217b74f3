import { Radio, Stack, Text } from '@mantine/core';
import { GateList } from '../../../ui/states/gate-list.tsx';
import { Section } from '../../../ui/frame/page.tsx';
import { namesOf, type Option } from './option.ts';
import { scheduleInWords } from './schedule-words.ts';

interface PolicyChoiceProps {
  policies: readonly Option[];
  chosen: Option;
  choose: (option: Option) => void;
}

/**
 * How it works under the policy that applies; a choice where several of equal rank do, each with what stands in its way. Of a single
 * one the form says that itself.
 */
export function PolicyChoice({ policies, chosen, choose }: PolicyChoiceProps) {
  if (policies.length === 1) {
    return (
      <Section title="How it works">
        <Text>{scheduleInWords(chosen.schedule)}</Text>
      </Section>
    );
  }
  return (
    <Section title="How it works">
      <Radio.Group
        label={`You may ask under ${namesOf(policies)}. Choose the policy that fits.`}
        value={chosen.policyId}
        onChange={(id) => {
          const option = policies.find(({ policyId }) => policyId === id);
          if (option) choose(option);
        }}
      >
        <Stack gap="sm" mt="sm">
          {policies.map((option) => (
            <Radio.Card key={option.policyId} value={option.policyId} p="md" radius="md">
              <div style={{ display: 'flex', gap: '0.75rem' }}>
                <Radio.Indicator />
                <div>
                  <Text fw={600}>{option.policyName}</Text>
                  <Text size="sm" c="dimmed">
                    {scheduleInWords(option.schedule)}
                  </Text>
                  {option.gates.length > 0 && <GateList gates={option.gates} />}
                </div>
              </div>
            </Radio.Card>
          ))}
        </Stack>
      </Radio.Group>
    </Section>
  );
}
