import { useEffect } from 'react';

const NAME = 'Gatehouse';

/** The tab says where somebody is and how much waits there: "(2) Approvals – Gatehouse". */
export function useTabTitle(title: string, waiting = 0): void {
  useEffect(() => {
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${title} – ${NAME}`;
  }, [title, waiting]);
}
