import { Alert, Button, List, NumberInput, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { POLICY_SCOPES } from '@gatehouse/schema/rules/policy-scopes';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useClient } from 'urql';
import { intentKey, useAction } from '../../../graphql/use-action.ts';
import { Refusals } from '../../../ui/states/feedback.tsx';
import { FormBar } from '../../../ui/forms/FormBar.tsx';
import { LeaveGuard } from '../../../ui/forms/LeaveGuard.tsx';
import { Page, Section } from '../../../ui/frame/page.tsx';
import { ReasonDialog } from '../../../ui/forms/ReasonDialog.tsx';
import { ToneBadge } from '../../../ui/states/badge.tsx';
import { Confirmation } from '../Confirmation.tsx';
import type { Change, PolicyDraft } from './draft.ts';
import { ExpirationSection } from './ExpirationSection.tsx';
import { LeaversDialog, ScopePreviewQuery, type LeaversChoice, type ScopePreview } from './LeaversDialog.tsx';
import { CreatePolicy, DeletePolicy, HidePackage, UpdatePolicy } from '../mutations.ts';
import type { PolicyDetails } from '../policy.ts';
import { QuestionsSection } from './QuestionsSection.tsx';
import { RequestingSection } from './RequestingSection.tsx';
import { ScopeSection } from './ScopeSection.tsx';
import { StagesSection } from './StagesSection.tsx';
import { toDefinition } from './to-definition.ts';

/** What the server says of a policy that it saved all the same. */
export type Warnings = readonly { code: string; message: string }[];

/** The package that a policy is about. */
interface PackageOfPolicy {
  id: string;
  name: string;
  version: number;
  hidden: boolean;
  policies: readonly { id: string }[];
  catalog: { id: string; name: string; externallyVisible: boolean };
}

interface PolicyEditorProps {
  accessPackage: PackageOfPolicy;
  /** Null: a new one. */
  policy: PolicyDetails | null;
  initial: PolicyDraft;
  may: { allowed: boolean; reason: string };
  /** What to think about in what was saved last. */
  warnings: Warnings;
  warn: (warnings: Warnings) => void;
}

/** Everything a policy says, on one page. Saving says what to think about. */
export function PolicyEditor({ accessPackage, policy, initial, may, warnings, warn }: PolicyEditorProps) {
  const navigate = useNavigate();
  const [draft, setDraft] = useState(initial);
  const [deleting, setDeleting] = useState(false);
  const [leavers, setLeavers] = useState<ScopePreview | null>(null);
  const client = useClient();
  const create = useAction(CreatePolicy);
  const update = useAction(UpdatePolicy);
  const remove = useAction(DeletePolicy);
  const hide = useAction(HidePackage);
  const change: Change = (part) => setDraft((before) => ({ ...before, ...part }));
  // The first policy of a package decides who learns of it: one for outsiders leaves it unlisted, unless they say otherwise.
  const mayHide = !policy && accessPackage.policies.length === 0 && !accessPackage.hidden && POLICY_SCOPES[draft.scope].external;
  const [hides, setHides] = useState(true);
  // What was saved last, and whether somebody leaves because it was.
  const saved = useRef({ draft: initial, leaving: false });
  const unsaved = () => !saved.current.leaving && JSON.stringify(draft) !== JSON.stringify(saved.current.draft);
  const back = () =>
    void navigate({ to: '/admin/packages/$packageId', params: { packageId: accessPackage.id }, search: { tab: 'policies' } });

  /** The policy is there by now: that its package is still to be seen is said beside it. */
  const hideIt = async () => {
    const { id, version } = accessPackage;
    const result = await hide.run({ input: { id, expectedVersion: version, hidden: true, idempotencyKey: intentKey() } });
    if (result?.ok) return;
    const why = result?.errors.map(({ message }) => message).join(' ');
    notifications.show({ color: 'red', autoClose: false, title: 'The package is still listed', message: why });
  };

  /** Whoever is inside and would be left out is asked about before anything is saved. */
  const look = async () => {
    if (!policy) return save();
    const variables = { policyId: policy.id, definition: toDefinition(draft) };
    const { data } = await client.query(ScopePreviewQuery, variables, { requestPolicy: 'network-only' }).toPromise();
    // What cannot be looked at is refused with its reason by the mutation itself.
    const preview = data?.policyScopePreview ?? null;
    if (preview && preview.holdersOutside > 0) setLeavers(preview);
    else await save();
  };

  const save = async (choice?: LeaversChoice) => {
    const about = {
      name: draft.name.trim(),
      description: draft.description.trim() || null,
      state: draft.state,
      priority: draft.priority,
    };
    const definition = toDefinition(draft);
    const result = policy
      ? await update.run({ input: { id: policy.id, expectedVersion: policy.version, ...about, definition, ...choice } })
      : await create.run({ input: { accessPackageId: accessPackage.id, ...about, definition, idempotencyKey: intentKey() } });
    if (!result?.ok) return;
    if (mayHide && hides) await hideIt();
    setLeavers(null);
    notifications.show({ color: 'green', message: 'The policy was saved.' });
    warn(result.payload.warnings);
    const id = result.payload.assignmentPolicy?.id;
    saved.current = { draft, leaving: result.payload.warnings.length === 0 || !policy };
    if (result.payload.warnings.length === 0) back();
    else if (!policy && id)
      void navigate({
        to: '/admin/packages/$packageId/policies/$policyId',
        params: { packageId: accessPackage.id, policyId: id },
        replace: true,
      }).then(() => void (saved.current.leaving = false));
  };

  const refusals = [...create.errors, ...(leavers ? [] : update.errors)];
  return (
    <Page
      title={policy ? policy.name : 'New policy'}
      about={`Who may have ${accessPackage.name}, who approves, and for how long.`}
      badge={policy && <ToneBadge tone="neutral">Version {policy.currentVersion.number}</ToneBadge>}
      crumbs={[
        { to: '/admin/catalogs', label: 'Catalogs' },
        {
          to: '/admin/catalogs/$catalogId',
          params: { catalogId: accessPackage.catalog.id },
          label: accessPackage.catalog.name,
        },
        { to: '/admin/packages/$packageId', params: { packageId: accessPackage.id }, label: accessPackage.name },
      ]}
      actions={
        policy &&
        may.allowed && (
          <Button variant="default" onClick={() => setDeleting(true)}>
            Delete
          </Button>
        )
      }
    >
      {policy && <Confirmation version={policy.currentVersion} />}
      <form onSubmit={(event) => (event.preventDefault(), void look())}>
        <fieldset disabled={!may.allowed} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
          <Stack>
            {!may.allowed && (
              <Alert color="gate" variant="light">
                {may.reason}
              </Alert>
            )}
            <Section title="Name">
              <Stack>
                <TextInput
                  label="Name"
                  required
                  maxLength={200}
                  value={draft.name}
                  onChange={(event) => change({ name: event.currentTarget.value })}
                />
                <Textarea
                  label="What it is for"
                  autosize
                  minRows={1}
                  maxLength={4000}
                  value={draft.description}
                  onChange={(event) => change({ description: event.currentTarget.value })}
                />
                <NumberInput
                  label="Priority"
                  description="Where several policies fit somebody, the lowest number wins."
                  styles={{ wrapper: { maxWidth: '14rem' } }}
                  min={0}
                  max={1_000_000}
                  value={draft.priority}
                  onChange={(priority) => change({ priority: Number(priority) || 0 })}
                />
                <Switch
                  label="Enabled"
                  description="A disabled policy takes no requests; what was given under it goes on."
                  checked={draft.state === 'ENABLED'}
                  onChange={(event) => change({ state: event.currentTarget.checked ? 'ENABLED' : 'DISABLED' })}
                />
              </Stack>
            </Section>
            <ScopeSection draft={draft} change={change} catalog={accessPackage.catalog} />
            {mayHide && <HideSwitch checked={hides} onChange={setHides} />}
            {draft.scope !== 'NOBODY' && <RequestingSection draft={draft} change={change} />}
            <StagesSection
              title="Approval"
              deadEnd="ask for it"
              none="No approval: whoever asks gets it."
              stages={draft.add}
              change={(add) => change({ add })}
            />
            <ExpirationSection draft={draft} change={change} />
            {draft.expiration !== 'NEVER' && draft.extensionAllowed && draft.extensionNeedsApproval && (
              <StagesSection
                title="Approval of extensions"
                noun="extension stage"
                deadEnd="extend it"
                none={
                  draft.add.length > 0
                    ? 'Whoever approves the access decides an extension too: the stages above, as they are when you save.'
                    : 'Nobody approves the access itself: an extension needs a stage here, or no approval at all.'
                }
                stages={draft.extend}
                change={(extend) => change({ extend })}
              />
            )}
            <QuestionsSection questions={draft.questions} change={(questions) => change({ questions })} />
            <Said news={warnings.length + refusals.length}>
              <ThinkAbout warnings={warnings} />
              <Refusals errors={refusals} />
            </Said>
          </Stack>
          {may.allowed && (
            <FormBar>
              <Button type="submit" loading={create.busy || update.busy}>
                {policy ? 'Save policy' : 'Create policy'}
              </Button>
              <Button variant="default" onClick={back}>
                Leave
              </Button>
            </FormBar>
          )}
        </fieldset>
      </form>
      {leavers && (
        <LeaversDialog
          preview={leavers}
          busy={update.busy}
          errors={update.errors}
          close={() => setLeavers(null)}
          save={(choice) => void save(choice)}
        />
      )}
      <LeaveGuard unsaved={unsaved} />
      {policy && (
        <ReasonDialog
          opened={deleting}
          close={() => setDeleting(false)}
          title={`Delete ${policy.name}?`}
          about="Only a policy that nothing rests on can be deleted. Otherwise disable it."
          confirm="Delete"
          reasonLabel={null}
          busy={remove.busy}
          errors={remove.errors}
          send={async () => {
            const result = await remove.run({
              input: { id: policy.id, expectedVersion: policy.version, idempotencyKey: intentKey() },
            });
            saved.current.leaving = result?.ok ?? false;
            if (result?.ok) back();
            return result?.ok ?? false;
          }}
        />
      )}
    </Page>
  );
}

/** Asked once, with the first policy of a package that is for people from outside. */
function HideSwitch({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <Section title="Who finds the package">
      <Switch
        label="Leave the package unlisted"
        description="It is for people from outside: only those who get its link find it. You can list it later, on the package."
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </Section>
  );
}

/** What was said to the form as a whole: it is sent from anywhere on a long page, so what comes back is brought into view. */
function Said({ news, children }: { news: number; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (news > 0) place.current?.scrollIntoView({ block: 'end' });
  }, [news]);
  return <div ref={place}>{children}</div>;
}

function ThinkAbout({ warnings }: { warnings: Warnings }) {
  if (warnings.length === 0) return null;
  return (
    <Alert color="gate" variant="light" role="alert" icon={<IconAlertTriangle />} title="It was saved. Think about this:">
      <List size="sm">
        {warnings.map(({ code, message }) => (
          <List.Item key={code + message}>{message}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
