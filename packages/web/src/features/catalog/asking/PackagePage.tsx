import { Alert, Button, CopyButton, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconCheck, IconInfoCircle, IconLink } from '@tabler/icons-react';
import { graphql, type FragmentOf } from '../../../graphql/graphql.ts';
import { type Gate } from '../../../graphql/errors.ts';
import { GateList } from '../../../ui/states/gate-list.tsx';
import { Facts, Page, Section, TextLink } from '../../../ui/frame/page.tsx';
import { ToneBadge } from '../../../ui/states/badge.tsx';
import { StagePreviews } from '../../requests/form/StagePreviews.tsx';
import { namesOf, type Option } from '../../requests/form/option.ts';
import { scheduleInWords } from '../../requests/form/schedule-words.ts';
import { PackageContents, PackageRoleFragment } from './PackageContents.tsx';

export const PackageFragment = graphql(
  `
    fragment PackageDetails on AccessPackage {
      id
      name
      description
      hidden
      state
      link
      catalog {
        id
        name
      }
      roles {
        ...PackageRole
      }
      viewerCan {
        edit {
          allowed
          reason
        }
        assign {
          allowed
          reason
        }
      }
    }
  `,
  [PackageRoleFragment],
);

interface PackagePageProps {
  id: string;
  /** Null where somebody knows the link but may not see the package itself. */
  details: FragmentOf<typeof PackageFragment> | null;
  options: {
    accessPackageName: string | null;
    reference: string | null;
    mayRequest: boolean;
    gates: readonly Gate[];
    policies: readonly Option[];
  };
}

/** Everything there is to know about a package before asking for it. */
export function PackagePage({ id, details, options }: PackagePageProps) {
  return (
    <Page
      title={options.accessPackageName ?? 'Access package'}
      about={details?.description}
      crumbs={[{ to: '/packages', label: 'Packages' }]}
      badge={
        <>
          {details?.state === 'RETIRED' && <ToneBadge tone="neutral">Retired</ToneBadge>}
          {details?.hidden && <ToneBadge tone="neutral">Unlisted</ToneBadge>}
        </>
      }
      actions={<Actions id={id} details={details} mayRequest={options.mayRequest} />}
    >
      <Stack>
        {!options.mayRequest && (
          <Alert icon={<IconInfoCircle />} color="gate" variant="light" title="You cannot ask for this right now">
            <GateList gates={options.gates} reference={options.reference} about={options.accessPackageName} packageId={id} />
          </Alert>
        )}
        {options.policies.length > 1 && (
          <Text>You may ask under {namesOf(options.policies)}; you choose the policy when you ask.</Text>
        )}
        {options.policies.map((option) => (
          <Section key={option.policyId} title={options.policies.length > 1 ? option.policyName : 'How you get it'}>
            <Stack gap="md">
              <StagePreviews needsApproval={option.needsApproval} stages={option.stages} />
              <Text size="sm">{scheduleInWords(option.schedule)}</Text>
            </Stack>
          </Section>
        ))}
        {details && (
          <Section title="What is in it">
            <PackageContents roles={details.roles} />
          </Section>
        )}
        {details && (
          <Section title="About">
            <Facts
              rows={[
                ['Catalog', details.catalog.name],
                [
                  'Link',
                  <a key="link" href={details.link} style={{ color: 'var(--mantine-color-anchor)', overflowWrap: 'anywhere' }}>
                    {details.link}
                  </a>,
                ],
                (details.viewerCan.edit.allowed || details.viewerCan.assign.allowed) && [
                  'Administration',
                  <TextLink key="admin" to={'/admin/packages/$packageId' as '/'} params={{ packageId: id }}>
                    Holders, policies and contents
                  </TextLink>,
                ],
              ]}
            />
          </Section>
        )}
      </Stack>
    </Page>
  );
}

function Actions({ id, details, mayRequest }: Pick<PackagePageProps, 'id' | 'details'> & { mayRequest: boolean }) {
  return (
    <>
      <CopyButton value={details?.link ?? `${location.origin}/packages/${id}`} timeout={2_000}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            leftSection={copied ? <IconCheck size={18} aria-hidden /> : <IconLink size={18} aria-hidden />}
            onClick={copy}
          >
            <span aria-live="polite">{copied ? 'Link copied' : 'Copy link'}</span>
          </Button>
        )}
      </CopyButton>
      <Button
        component={Link}
        to="/packages/$packageId/request"
        params={{ packageId: id } as never}
        variant={mayRequest ? 'filled' : 'default'}
      >
        {mayRequest ? 'Request' : 'Request for somebody else'}
      </Button>
    </>
  );
}
