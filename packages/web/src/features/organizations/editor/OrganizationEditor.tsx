import { Alert, Button, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useViewer } from '../../../app/viewer.tsx';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { FormBar } from '../../../ui/forms/FormBar.tsx';
import { LeaveGuard } from '../../../ui/forms/LeaveGuard.tsx';
import { Page, Section } from '../../../ui/frame/page.tsx';
import { goToFault } from '../../../ui/go-to-fault.ts';
import { Refusals } from '../../../ui/states/feedback.tsx';
import { CreateOrganization, UpdateOrganization } from '../mutations.ts';
import type { Organization } from '../organization.ts';
import { AdmissionSection } from './AdmissionSection.tsx';
import { DomainsSection } from './DomainsSection.tsx';
import { toInput, type Change, type OrganizationDraft } from './draft.ts';
import { IssuersSection } from './IssuersSection.tsx';
import { refusedAt } from './refused-at.ts';
import { SponsorsSection } from './SponsorsSection.tsx';
import { useAdmission } from './use-admission.ts';

interface OrganizationEditorProps {
  /** Null: a new one. */
  organization: Organization | null;
  initial: OrganizationDraft;
}

/** Everything there is to say of an organization, on one page, with whom it would admit. */
export function OrganizationEditor({ organization, initial }: OrganizationEditorProps) {
  const navigate = useNavigate();
  const may = useViewer().viewerCan.manageOrganizations.allowed;
  const [draft, setDraft] = useState(initial);
  const [tries, setTries] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const left = useRef(false);
  const create = useAction(CreateOrganization);
  const update = useAction(UpdateOrganization);
  const change: Change = (part) => setDraft((before) => ({ ...before, ...part }));
  const admission = useAdmission(organization?.id ?? null, draft, may);
  const missing = tries > 0 ? lacks(draft) : new Map<string, string>();
  const refused = refusedAt([...create.errors, ...update.errors], draft);
  const at = (field: string) => missing.get(field) ?? refused.at(field);
  const faults = missing.size + create.errors.length + update.errors.length;
  useEffect(() => {
    if (tries > 0 && faults > 0) goToFault(form.current);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- where the reader is taken by each try, not by each fault that is mended
  }, [tries]);

  const open = (id: string) => void navigate({ to: '/admin/organizations/$organizationId', params: { organizationId: id } });
  const back = () => (organization ? open(organization.id) : void navigate({ to: '/admin/organizations' }));
  const submit = async () => {
    if (lacks(draft).size > 0) return setTries(tries + 1);
    const input = { ...toInput(draft), idempotencyKey: intentKey() };
    const result = organization
      ? await update.run({ input: { id: organization.id, expectedVersion: organization.version, ...input } })
      : await create.run({ input });
    setTries(tries + 1);
    if (!result?.ok) return;
    left.current = true;
    notifications.show({ color: 'green', message: 'The organization was saved.' });
    const id = result.payload.connectedOrganization?.id;
    if (id) open(id);
  };

  return (
    <Page
      title={organization ? `Change ${organization.name}` : 'Connect an organization'}
      about="Its people may ask for what policies offer them as soon as it is saved. Nothing is asked of the other side."
      crumbs={[
        { to: '/admin/organizations', label: 'Organizations' },
        ...(organization
          ? [
              {
                to: '/admin/organizations/$organizationId' as const,
                params: { organizationId: organization.id },
                label: organization.name,
              },
            ]
          : []),
      ]}
    >
      <form ref={form} noValidate onSubmit={(event) => (event.preventDefault(), void submit())}>
        <fieldset disabled={!may} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
          <Stack>
            {!may && (
              <Alert color="gate" variant="light">
                Administrators of organizations alone change this.
              </Alert>
            )}
            <Section title="What it is">
              <Stack>
                <TextInput
                  label="Name"
                  description="What people call it. No two organizations are called alike."
                  required
                  maxLength={200}
                  error={at('name')}
                  value={draft.name}
                  onChange={(event) => change({ name: event.currentTarget.value })}
                />
                <Textarea
                  label="What you work on with it"
                  description="Read by people inside only."
                  autosize
                  minRows={2}
                  maxLength={4000}
                  value={draft.description}
                  onChange={(event) => change({ description: event.currentTarget.value })}
                />
                <Switch
                  label="Configured"
                  description="Policies for all configured organizations are for its people too. A proposed one waits for somebody to confirm it."
                  checked={draft.configured}
                  onChange={(event) => change({ configured: event.currentTarget.checked })}
                />
              </Stack>
            </Section>
            <DomainsSection draft={draft} change={change} admission={admission} at={at} />
            <IssuersSection draft={draft} change={change} at={at} />
            <SponsorsSection organizationId={organization?.id ?? null} draft={draft} change={change} at={at} />
            {may && <AdmissionSection admission={admission} />}
            <Refusals errors={refused.others} />
          </Stack>
          {may && (
            <FormBar>
              <Button type="submit" loading={create.busy || update.busy}>
                {organization ? 'Save organization' : 'Connect organization'}
              </Button>
              <Button variant="default" onClick={back}>
                Leave
              </Button>
            </FormBar>
          )}
        </fieldset>
      </form>
      <LeaveGuard unsaved={() => !left.current && JSON.stringify(draft) !== JSON.stringify(initial)} />
    </Page>
  );
}

/** What has to be there before anything is sent, by field. */
function lacks({ name, issuers }: OrganizationDraft): Map<string, string> {
  const found = new Map<string, string>();
  if (name.trim() === '') found.set('name', 'A name is needed.');
  for (const { key, issuer, clientId } of issuers) {
    if (!URL.canParse(issuer.trim()))
      found.set(`issuer:${key}.issuer`, 'A web address is needed, such as https://login.northwind.example/.');
    if (clientId.trim() === '') found.set(`issuer:${key}.clientId`, 'A client id is needed.');
  }
  return found;
}
