import { Text } from '@mantine/core';
import { Section } from '../../../ui/frame/page.tsx';
import { Status } from '../../../ui/states/status.tsx';
import styles from './editor.module.css';
import type { useAdmission } from './use-admission.ts';

/** Before anything is saved: whom the organization would admit as it is typed, and to what. */
export function AdmissionSection({ admission: { byRow, packages, known } }: { admission: ReturnType<typeof useAdmission> }) {
  const domains = [...byRow.values()];
  const open = domains.filter(({ problem, shutOut }) => problem === null && !shutOut);
  const sum = (field: 'known' | 'joining') => domains.reduce((total, one) => total + (one.problem === null ? one[field] : 0), 0);
  const closed = domains.length - open.length;
  return (
    <Section title="Who would this admit?">
      <Status>
        {!known ? (
          <Text c="dimmed">Name a domain, and it is counted here before you save.</Text>
        ) : (
          <ul className={styles.admission}>
            <li>
              {open.length === 0
                ? 'Nobody: none of its domains lets anybody in.'
                : `Anybody with a mail address of ${listed(open.map(({ domain }) => domain))}.`}
            </li>
            {closed > 0 && <li>{closed === 1 ? 'One domain lets' : `${closed} domains let`} nobody in: see there why.</li>}
            <li>
              {sum('known') === 0
                ? 'Nobody with such an address is known here yet.'
                : `${people(sum('known'))} with such an address ${sum('known') === 1 ? 'is' : 'are'} known here already; ${sum('joining') === 0 ? 'nobody new' : people(sum('joining')).toLowerCase()} would come to this organization.`}
            </li>
            <li>
              {packages === 0
                ? 'They could ask for no package: no policy is for them yet.'
                : `They could ask for ${packages === 1 ? 'one package' : `${packages} packages`}.`}
            </li>
          </ul>
        )}
      </Status>
    </Section>
  );
}

const people = (count: number) => (count === 1 ? 'One person' : `${count} people`);

/** A few of them, and how many more. */
function listed(domains: readonly string[]): string {
  const [few, more] = [domains.slice(0, 5), domains.length - 5];
  return more > 0 ? `${few.join(', ')} or ${more} more domains` : few.join(' or ');
}
