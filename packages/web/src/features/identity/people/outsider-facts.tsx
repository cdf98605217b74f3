import type { ReactNode } from 'react';
import { readsAll, useViewer } from '../../../app/viewer.tsx';
import { TextLink } from '../../../ui/frame/page.tsx';
import { When } from '../../../ui/words/when.tsx';
import { sponsorName } from '../../organizations/organization.ts';
import type { PersonDetails } from './PersonView.tsx';

type Outsider = Pick<PersonDetails, 'kind' | 'state' | 'governed' | 'emailProvedAt' | 'organization'>;

/** What there is to say of somebody from outside; nothing of others. */
export function outsiderFacts({
  kind,
  state,
  governed,
  emailProvedAt,
  organization,
}: Outsider): (readonly [string, ReactNode] | false)[] {
  if (kind !== 'GUEST') return [];
  const sponsors = organization?.sponsors ?? [];
  return [
    ['Organization', organization ? <OrganizationLink key="organization" {...organization} /> : 'None'],
    sponsors.length > 0 && ['Sponsors', sponsors.map(sponsorName).join(', ')],
    [
      'Account',
      state === 'PROSPECT' ? 'None yet: their first access makes one' : governed ? 'Follows their access' : 'Made by hand',
    ],
    emailProvedAt !== null && ['Address proved', <When key="proved" at={emailProvedAt} as="both" />],
  ];
}

/** Leads on for those who may see the organization itself, not its name alone. */
function OrganizationLink({ id, name }: { id: string; name: string }) {
  const viewer = useViewer();
  if (!readsAll(viewer) && !viewer.viewerCan.readOrganizations.allowed && viewer.counts.organizations === 0) return name;
  return (
    <TextLink to="/admin/organizations/$organizationId" params={{ organizationId: id }}>
      {name}
    </TextLink>
  );
}
