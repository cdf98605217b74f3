import { Avatar, Code, Loader, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { PERSONA_PARTS } from './persona-parts.ts';
import type { Persona } from './session.ts';
import styles from './sign-in.module.css';
import { Status } from '../../../ui/states/status.tsx';

/** What somebody of the demo's fixed cast is good for; null for everybody else. */
const part = (persona: Persona) => PERSONA_PARTS[persona.email ?? ''] ?? null;

function matches(persona: Persona, search: string): boolean {
  const all = [persona.name, persona.email, persona.jobTitle, persona.department, part(persona)]
    .filter(Boolean)
    .join(' ')
    .toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((part) => all.includes(part));
}

/** Those with a part in the demo's stories first, then everybody by department. */
function grouped(personas: readonly Persona[]): [string, Persona[]][] {
  const groups = new Map<string, Persona[]>();
  for (const persona of personas) {
    const group = part(persona) ? 'Start here' : (persona.department ?? 'Others');
    groups.set(group, [...(groups.get(group) ?? []), persona]);
  }
  return [...groups].sort(
    ([one], [other]) => Number(other === 'Start here') - Number(one === 'Start here') || one.localeCompare(other),
  );
}

interface PersonaListProps {
  personas: readonly Persona[];
  search: string;
  choose: (persona: Persona) => Promise<void>;
}

/** The people of the demo company, to be signed in as. */
export function PersonaList({ personas, search, choose }: PersonaListProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const found = personas.filter((persona) => matches(persona, search));
  const pick = async (persona: Persona) => {
    setChosen(persona.id);
    await choose(persona);
    setChosen(null);
  };
  return (
    <div>
      <Status silent>
        {found.length} {found.length === 1 ? 'person' : 'people'}
      </Status>
      {found.length === 0 && (
        <Text>
          None of the {personas.length} personas is called that. Everybody else of the company signs in with a link:{' '}
          <Code>npm run -s cli -- sign-in-link --user somebody@contoso.example</Code>
        </Text>
      )}
      {grouped(found).map(([group, members]) => (
        <div key={group} className={styles.group}>
          <Title order={3}>{group}</Title>
          <ul className={styles.people}>
            {members.map((persona) => (
              <li key={persona.id}>
                <button
                  type="button"
                  className={styles.person}
                  onClick={() => void pick(persona)}
                  aria-busy={chosen === persona.id}
                >
                  <Avatar name={persona.name} color="gate" variant="light" aria-hidden />
                  <span className={styles.words}>
                    <strong>{persona.name}</strong>
                    <span>{[persona.jobTitle, part(persona) ? persona.department : null].filter(Boolean).join(', ')}</span>
                    {part(persona) && <span className={styles.about}>{part(persona)}</span>}
                  </span>
                  {chosen === persona.id && <Loader size="sm" />}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
