/** The operations most tests need, as a front end would write them. */
const GATES = 'gates { code message fixedBy latestEnd possibleFrom }';

export const SUBMIT = `mutation ($input: SubmitAccessRequestInput!) { submitAccessRequest(input: $input) {
  accessRequest { id type state requester { id } target { id } policy { name }
    schedule { startsAt expiresAt duration }
    stages { id order state approvers { role kind name user { id } } decideBy escalatesAt } }
  errors { __typename code message path ... on NotEligibleError { ${GATES} } } } }`;

export const DECIDE = `mutation ($input: DecideApprovalInput!) { decideApproval(input: $input) {
  accessRequest { id state undoUntil schedule { expiresAt } stages { id order state decisions { by { name } decision justification at } } }
  errors { __typename code message path ... on AlreadyDecidedError { by { name } decision at } } } }`;

export const TAKE_BACK = `mutation ($input: TakeBackDecisionInput!) { takeBackDecision(input: $input) {
  accessRequest { id state stages { order state decideBy decisions { decision takenBackAt } } } errors { code message } } }`;

export const TAKE_BACK_ALL = `mutation ($input: TakeBackDecisionsInput!) { takeBackDecisions(input: $input) {
  accessRequests { id state stages { state } } errors { code path } } }`;

export const CANCEL = `mutation ($input: CancelAccessRequestInput!) { cancelAccessRequest(input: $input) {
  accessRequest { id state } errors { code message } } }`;

export const COMMENT = `mutation ($input: CommentOnRequestInput!) { commentOnRequest(input: $input) {
  accessRequest { id } errors { code message } } }`;

export const ASSIGN = `mutation ($input: AssignAccessPackageInput!) { assignAccessPackage(input: $input) {
  accessRequests { id type state bypassedApproval target { id } assignment { id } }
  errors { __typename code message path ... on NotEligibleError { ${GATES} } } } }`;

export const END = `mutation ($input: EndAssignmentInput!) { endAssignment(input: $input) {
  accessRequest { id type state cause } errors { __typename code message ... on NotEligibleError { ${GATES} } } } }`;

export const EXTEND = `mutation ($input: ExtendAssignmentInput!) { extendAssignment(input: $input) {
  accessRequest { id type state schedule { expiresAt } stages { id state } }
  errors { __typename code message ... on NotEligibleError { ${GATES} } } } }`;

export const REQUEST = `query ($id: ID!) { node(id: $id) { ... on AccessRequest {
  id type cause state heldFor undoUntil closedAt ${GATES} schedule { expiresAt }
  stages { id order state approvers { role name user { id } } decisions { by { name } decision at } }
  assignment { id state startsAt expiresAt deliveredAt endedAt
    grants { id state origin lastError nextTryAt resourceRole { name resource { name connector { name } } } } }
  timeline(first: 50) { nodes { action outcome actor { name } } } } } }`;

export const ASSIGNMENTS = `query ($filter: AssignmentFilter) { assignments(filter: $filter, first: 50) { nodes {
  id state target { id } startsAt expiresAt deliveredAt endedAt accessPackage { id }
  grants { id state origin resourceRole { id name } } } } }`;

export const APPROVALS = `query { approvals(first: 50) { totalCount nodes { id state request { id justification target { name } accessPackage { name }
  answers { question { text } value } } } } }`;

export const OPTIONS = `query ($id: ID!, $target: ID) { requestOptions(accessPackageId: $id, targetId: $target) {
  accessPackageName mayRequest ${GATES}
  policies { policyName because isDefault needsApproval justificationRequired ${GATES}
    questions { id text required } schedule { customSchedule earliestStart latestEnd longestDuration mustEnd }
    stages { order quorum decideWithin escalateAfter approvers { name kind role user { name } } escalationApprovers { name } } } } }`;

export const NOTIFICATIONS = `query { notifications(first: 50) { nodes { kind text request { id } } } }`;
