import { useState } from 'react';

/** What to say at each field that is not yet as it must be; false where it is. */
type Lacks<Field extends string> = Readonly<Record<Field, string | false>>;

/** What a form still lacks: said at its fields from the first try to send it on, until it is there. */
export function useMissing<Field extends string>(lacks: Lacks<Field>) {
  const [tried, setTried] = useState(false);
  return {
    /** What stands at a field. */
    at: (field: Field): string | undefined => (tried && lacks[field]) || undefined,
    /** To be asked before anything is sent. */
    complete: (): boolean => {
      setTried(true);
      return Object.values(lacks).every((lack) => lack === false);
    },
  };
}
