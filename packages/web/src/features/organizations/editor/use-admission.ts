import { useQuery } from 'urql';
import { graphql, type ResultOf } from '../../../graphql/graphql.ts';
import { useDebounced } from '../../../ui/lists/use-debounced.ts';
import { typedDomains, type OrganizationDraft } from './draft.ts';

/** Whom an organization with these domains would admit. */
export const AdmissionQuery = graphql(`
  query OrganizationAdmission($input: OrganizationAdmissionInput!) {
    organizationAdmission(input: $input) {
      domains {
        domain
        known
        joining
        problem
        shutOut
      }
      packages
    }
  }
`);

type Admission = ResultOf<typeof AdmissionQuery>['organizationAdmission'];

/**
 * Whom the organization would admit as it is typed: each domain by the key of its row, and to how many packages.
 * @param may whoever may not change it may not ask
 */
export function useAdmission(organizationId: string | null, draft: OrganizationDraft, may: boolean) {
  const address = new Map(draft.issuers.map(({ key, issuer }) => [key, issuer.trim()]));
  const typed = typedDomains(draft);
  const asked = useDebounced(
    JSON.stringify({
      keys: typed.map(({ key }) => key),
      input: {
        organizationId,
        state: draft.configured ? 'CONFIGURED' : 'PROPOSED',
        domains: typed.map(({ domain, issuer }) => ({
          domain: domain.trim(),
          issuer: issuer && webAddress(address.get(issuer)),
        })),
      },
    }),
  );
  const { keys, input } = JSON.parse(asked) as { keys: string[]; input: never };
  const [{ data, error }] = useQuery({ query: AdmissionQuery, variables: { input }, pause: !may || keys.length === 0 });
  const admission: Admission | null = keys.length > 0 && !error ? (data?.organizationAdmission ?? null) : null;
  const byRow = new Map((admission?.domains ?? []).map((one, index) => [keys[index], one] as const));
  return { byRow, packages: admission?.packages ?? 0, known: admission !== null };
}

/** Only whether there is one is asked: what is half typed stands for one too. */
const webAddress = (text: string | undefined) => (text && URL.canParse(text) ? text : 'https://half-typed.invalid/');
