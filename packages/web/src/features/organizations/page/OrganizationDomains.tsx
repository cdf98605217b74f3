import { Stack, Text } from '@mantine/core';
import { Facts, Section } from '../../../ui/frame/page.tsx';
import { authenticationTypes } from '../../../ui/words/words.ts';
import { issuerInWords, type Organization } from '../organization.ts';

/** By which mail domains its people are known, and how they prove who they are. */
export function OrganizationDomains({ organization: { domains, issuers } }: { organization: Organization }) {
  return (
    <Section title="Domains and sign-in">
      {domains.length === 0 ? (
        <Text c="dimmed">It has no mail domain: nobody new comes to it.</Text>
      ) : (
        <Facts
          rows={domains.map(({ domain, issuer, authenticationType }) => [
            domain,
            issuer ? (
              <Stack key={domain} gap={0}>
                {authenticationTypes[authenticationType]}
                <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  {issuerInWords(
                    issuers.find(({ id }) => id === issuer.id) ?? { ...issuer, tenantClaim: null, tenantValue: null },
                  )}
                </Text>
              </Stack>
            ) : (
              authenticationTypes[authenticationType]
            ),
          ])}
        />
      )}
    </Section>
  );
}
