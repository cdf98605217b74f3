import { AssignmentPolicy } from '@gatehouse/schema/policies/assignment-policy.entity';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { PolicyQuestion } from '@gatehouse/schema/policies/policy-question.entity';
import { type User } from '@gatehouse/schema/identity/user.entity';
import { loadViewer } from '../../kernel/authz/load-viewer.ts';
import { inChange } from '../../kernel/change.ts';
import { assignAccessPackage, submitAccessRequest } from '../../features/requests/submitting/ask.service.ts';
import { decideApproval } from '../../features/requests/approving/decide.service.ts';
import { cancelAccessRequest, commentOnRequest } from '../../features/requests/request.service.ts';
import { termsDue } from '../../features/terms/terms.facts.ts';
import { admitOutsider } from '../../features/identity/people/admit-outsider.ts';
import { operationFor } from '../../kernel/graphql/context.ts';
import { runJobs } from '../../kernel/jobs/run-jobs.ts';
import { systemOperation } from '../../kernel/jobs/system-operation.ts';
import { type App, type ViewerOperation } from '../../kernel/operation.ts';
import { type Packages } from './catalogs.ts';
import { type Company } from './company.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** One thing that happened at Contoso, some days before today. */
type Step = { daysAgo: number } & (
  | { asks: string; for: string; onBehalfOf?: string; because?: string; answer?: string; name?: string }
  | { decides: string; request: string; decision: 'APPROVE' | 'DENY'; because?: string }
  | { assigns: string; to: string; package: string; because: string }
  | { cancels: string; request: string }
  | { says: string; request: string; text: string }
  | { proves: string; called: string }
);

/** In order. A step that names a request means the one an earlier step gave that name. */
const STEPS: readonly Step[] = [
  { daysAgo: 120, asks: 'gerhart.moller', for: 'Project License', because: 'New customer project', name: 'gerhart-licence' },
  { daysAgo: 119, decides: 'megan.bowen', request: 'gerhart-licence', decision: 'APPROVE' },
  { daysAgo: 88, asks: 'ines.ferreira', for: 'Project License', because: 'Estimates for three offers', name: 'ines-licence' },
  { daysAgo: 87.5, decides: 'megan.bowen', request: 'ines-licence', decision: 'APPROVE', because: 'Needed for the offers' },
  { daysAgo: 80, asks: 'omar.haddad', for: 'Team lunch list' },
  { daysAgo: 75, asks: 'raul.razo', for: 'Project License', because: 'Trying it out', name: 'raul-licence' },
  {
    daysAgo: 74,
    decides: 'joni.sherman',
    request: 'raul-licence',
    decision: 'DENY',
    because: 'Please use the team\u2019s shared licence',
  },
  { daysAgo: 70, asks: 'hamza.aydin', for: 'Extended remote access', because: 'On call every third week', name: 'hamza-remote' },
  { daysAgo: 69, decides: 'emily.braun', request: 'hamza-remote', decision: 'APPROVE', because: 'On the on-call list' },
  {
    daysAgo: 60,
    assigns: 'christie.cline',
    to: 'katri.virtanen',
    package: 'Ledger clerk',
    because: 'Takes over from a colleague',
  },
  { daysAgo: 55, asks: 'bianca.pisani', for: 'Campaign tools', answer: 'Spring fair' },
  { daysAgo: 52, asks: 'vera.novak', for: 'Extended remote access', because: 'Storage migration', name: 'vera-remote' },
  // Nobody decides this one: it escalates and lapses by itself.
  { daysAgo: 45, asks: 'delia.dennis', for: 'Sales support', because: 'Covering for a colleague', name: 'delia-support' },
  { daysAgo: 44, decides: 'joni.sherman', request: 'delia-support', decision: 'APPROVE' },
  { daysAgo: 40, asks: 'fatima.zahra', for: 'Source code reader' },
  { daysAgo: 39, asks: 'jonas.keller', for: 'Source code reader' },
  { daysAgo: 32, asks: 'tobias.lindgren', for: 'Team lunch list' },
  { daysAgo: 30, asks: 'allan.deyoung', for: 'ERP project', answer: 'lead', name: 'allan-erp' },
  { daysAgo: 29, decides: 'christie.cline', request: 'allan-erp', decision: 'APPROVE' },
  { daysAgo: 28, asks: 'brian.johnson', for: 'ERP project', answer: 'tester', name: 'brian-erp' },
  { daysAgo: 27, decides: 'christie.cline', request: 'brian-erp', decision: 'APPROVE' },
  { daysAgo: 26, asks: 'lucas.silva', for: 'Cloud operator', because: 'Reliability work', name: 'lucas-cloud' },
  { daysAgo: 25, decides: 'chen.wei', request: 'lucas-cloud', decision: 'APPROVE' },
  {
    daysAgo: 24,
    decides: 'diego.siciliani',
    request: 'lucas-cloud',
    decision: 'APPROVE',
    because: 'Checked with the platform team',
  },
  // In reach of its end: it may be extended.
  { daysAgo: 20.5, asks: 'jonas.keller', for: 'Team lunch list' },
  { daysAgo: 23, proves: 'sasha.ouellet@southridge.example', called: 'Sasha Ouellet' },
  { daysAgo: 23, asks: 'sasha.ouellet', for: 'Photographer', because: 'Pictures of the spring fair', name: 'sasha-photos' },
  { daysAgo: 22, decides: 'miriam.graham', request: 'sasha-photos', decision: 'APPROVE' },
  { daysAgo: 21, proves: 'robin.miles@northwind.example', called: 'Robin Miles' },
  { daysAgo: 21, asks: 'robin.miles', for: 'Partner applications', because: 'Orders for the north', name: 'robin-partner' },
  { daysAgo: 20.8, decides: 'amber.rodriguez', request: 'robin-partner', decision: 'APPROVE' },
  { daysAgo: 20, asks: 'alex.wilber', for: 'Brand studio', because: 'Flyers for the spring fair', name: 'alex-studio' },
  { daysAgo: 19, decides: 'miriam.graham', request: 'alex-studio', decision: 'APPROVE' },
  { daysAgo: 18, asks: 'adele.vance', for: 'Sales support', because: 'Second line for key accounts', name: 'adele-support' },
  { daysAgo: 17.6, decides: 'megan.bowen', request: 'adele-support', decision: 'APPROVE' },
  { daysAgo: 14, proves: 'kai.carter@fabrikam.example', called: 'Kai Carter' },
  { daysAgo: 14, asks: 'kai.carter', for: 'Project Nextgen', because: 'Hardware for the prototype', name: 'kai-nextgen' },
  { daysAgo: 13, decides: 'peter.vega', request: 'kai-nextgen', decision: 'APPROVE' },
  { daysAgo: 12, asks: 'priya.nair', for: 'Data warehouse reader', because: 'Campaign figures', name: 'priya-data' },
  { daysAgo: 11, decides: 'christie.cline', request: 'priya-data', decision: 'APPROVE' },
  { daysAgo: 9, asks: 'sofia.rossi', for: 'Laboratory badge', because: 'Hardware tests', name: 'sofia-badge' },
  { daysAgo: 8, decides: 'stefan.huber', request: 'sofia-badge', decision: 'APPROVE' },
  { daysAgo: 6.5, asks: 'cameron.white', for: 'Loan laptop' },
  { daysAgo: 5, asks: 'liam.carter', for: 'Extended remote access', because: 'Weekend duty', name: 'liam-remote' },
  { daysAgo: 4, says: 'emily.braun', request: 'liam-remote', text: 'Which weekends, and which servers?' },
  { daysAgo: 3.9, says: 'liam.carter', request: 'liam-remote', text: 'The first two of the month; print and file servers.' },
  { daysAgo: 4, asks: 'samuel.ofori', for: 'Data warehouse reader', because: 'Readership figures' },
  { daysAgo: 3, asks: 'mei.lin', for: 'Sales support', because: 'APAC hand-over', name: 'mei-support' },
  { daysAgo: 2.5, cancels: 'mei.lin', request: 'mei-support' },
  { daysAgo: 2.2, asks: 'tobias.lindgren', for: 'Project License', because: 'Planning the trade fair' },
  { daysAgo: 2, proves: 'noor.bakker@northwind.example', called: 'Noor Bakker' },
  { daysAgo: 2, asks: 'noor.bakker', for: 'Partner applications', because: 'Covers for Robin Miles' },
  { daysAgo: 1.8, proves: 'ravi.menon@fabrikam.example', called: 'Ravi Menon' },
  { daysAgo: 1.8, asks: 'ravi.menon', for: 'Project Nextgen', because: 'Joins the prototype team' },
  { daysAgo: 1.5, asks: 'olga.petrenko', for: 'Brand studio', because: 'Event material' },
  { daysAgo: 1.2, asks: 'arjun.mehta', for: 'Cloud operator', because: 'Cost reports', name: 'arjun-cloud' },
  { daysAgo: 1, decides: 'chen.wei', request: 'arjun-cloud', decision: 'APPROVE' },
  { daysAgo: 0.8, asks: 'marek.dvorak', for: 'Data warehouse reader', because: 'Pipeline checks' },
  { daysAgo: 0.3, asks: 'megan.bowen', for: 'Sales support', onBehalfOf: 'ines.ferreira', because: 'Joins the key account team' },
  { daysAgo: 0.1, asks: 'katri.virtanen', for: 'ERP project', answer: 'key-user' },
];

/** Lives the last four months of Contoso step by step, with the same services as anybody, as of the day each step was taken. */
export async function liveContoso(app: App, company: Company, packages: Packages): Promise<void> {
  const today = app.now().getTime();
  const requests = new Map<string, string>();
  let lookedAfter = 0;
  for (const step of [...STEPS].sort((a, b) => b.daysAgo - a.daysAgo)) {
    const at = new Date(today - step.daysAgo * DAY);
    // Ends, reminders and lapses once in a while; what was just approved within the hour.
    if (at.getTime() - lookedAfter > WEEK) {
      await runJobs(app, 'all', at);
      lookedAfter = at.getTime();
    }
    await take({ app, company, packages, requests }, step, at);
    await runJobs(app, 'scheduled-starts', new Date(Math.min(at.getTime() + HOUR, today)));
  }
  await runJobs(app, 'all', new Date(today));
}

/** What the steps act on. `requests`: by the names the steps gave them. */
interface Past {
  app: App;
  company: Company;
  packages: Packages;
  requests: Map<string, string>;
}

async function take({ app, company, packages, requests }: Past, step: Step, at: Date): Promise<void> {
  const pack = (name: string) => packages.get(name)!.id;
  const request = (name: string) => requests.get(name)!;
  if ('asks' in step) {
    const requester = company.person(step.asks);
    const op = await as(app, requester, at);
    const accessPackageId = pack(step.for);
    const answers = step.answer ? await answersFor(op, accessPackageId, step.answer) : [];
    const acceptedTerms = (await termsDue(op.em, requester)).map((termsId) => ({ termsId }));
    const targetId = step.onBehalfOf ? company.person(step.onBehalfOf).id : null;
    const { accessRequest } = await inChange(op, (change) =>
      submitAccessRequest(change, { accessPackageId, targetId, justification: step.because ?? null, answers, acceptedTerms }),
    );
    if (step.name) requests.set(step.name, accessRequest);
  } else if ('decides' in step) {
    const op = await as(app, company.person(step.decides), at);
    const stage = await op.em.findOneOrFail(ApprovalStage, { request: request(step.request), state: 'OPEN' });
    const { decision, because: justification = null } = step;
    await inChange(op, (change) => decideApproval(change, { stageId: stage.id, decision, justification }));
  } else if ('assigns' in step) {
    const op = await as(app, company.person(step.assigns), at);
    const policy = await op.em.findOneOrFail(AssignmentPolicy, { accessPackage: pack(step.package) });
    const target = { userId: company.person(step.to).id };
    const input = { accessPackageId: pack(step.package), policyId: policy.id, targets: [target], justification: step.because };
    await inChange(op, (change) => assignAccessPackage(change, input, target));
  } else if ('cancels' in step) {
    const op = await as(app, company.person(step.cancels), at);
    await inChange(op, (change) => cancelAccessRequest(change, { requestId: request(step.request) }));
  } else if ('proves' in step) {
    await comeIn(app, company, step, at);
  } else {
    const op = await as(app, company.person(step.says), at);
    await inChange(op, (change) => commentOnRequest(change, { requestId: request(step.request), text: step.text }));
  }
}

/** Somebody from outside proves a mail address, as a sign-in does. */
async function comeIn(
  app: App,
  company: Company,
  { proves, called }: { proves: string; called: string },
  at: Date,
): Promise<void> {
  const identity = { email: proves, emailVerified: true, issuer: null, tenant: null, name: called };
  const admitted = await inChange(systemOperation(app, at), (change) => admitOutsider(change, identity));
  if ('refused' in admitted) throw new Error(`${proves} is not let in: ${admitted.refused}`);
  company.join(admitted.principal.user!);
}

/** The operation of a person as of an instant. */
async function as(app: App, user: User, at: Date): Promise<ViewerOperation> {
  const found = await loadViewer(app.orm.em.fork(), { by: 'user', userId: user.id }, at);
  if (!found) throw new Error(`${user.name} may not sign in`);
  return { ...operationFor(app, found.viewer), now: at };
}

/** The same answer to every question of the package that asks the person. */
async function answersFor(op: ViewerOperation, accessPackageId: string, value: string) {
  const policies = await op.em.find(AssignmentPolicy, { accessPackage: accessPackageId });
  const versions = policies.map(({ currentVersion }) => currentVersion!.id);
  const [first] = versions;
  const questions = await op.em.find(PolicyQuestion, { policyVersion: first ?? null });
  return questions.map(({ id }) => ({ questionId: id, value }));
}
