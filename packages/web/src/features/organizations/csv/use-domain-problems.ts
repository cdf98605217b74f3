import { useClient } from 'urql';
import { AdmissionQuery } from '../editor/use-admission.ts';

/** As many domains as are asked about at once. */
const AT_ONCE = 200;

/** Asks which of some domains no new organization could have, and why; null where that failed. */
export function useDomainProblems() {
  const client = useClient();
  return async (domains: readonly string[]): Promise<Map<string, string> | null> => {
    const problems = new Map<string, string>();
    for (let from = 0; from < domains.length; from += AT_ONCE) {
      const some = domains.slice(from, from + AT_ONCE);
      const input = { domains: some.map((domain) => ({ domain })) };
      const { data } = await client.query(AdmissionQuery, { input }, { requestPolicy: 'network-only' }).toPromise();
      if (!data?.organizationAdmission) return null;
      for (const [index, { problem }] of data.organizationAdmission.domains.entries())
        if (problem !== null) problems.set(some[index]!, problem);
    }
    return problems;
  };
}
