import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { readsAudit, useViewer } from '../../app/viewer.tsx';

/** Leads to everything that was done about one thing, for those who may read it. */
export function AuditLink({ subject }: { subject: string }) {
  const viewer = useViewer();
  if (!readsAudit(viewer)) return null;
  return (
    <Button component={Link} to="/admin/audit" search={{ subject } as never} variant="subtle">
      Audit
    </Button>
  );
}
