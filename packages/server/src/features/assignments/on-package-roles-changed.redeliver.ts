import { type Change } from '../../change.ts';

/** Queues the giving and taking that a change of a package's roles means for its holders. */
export async function redeliver(change: Change, { accessPackageId }: { accessPackageId: string }): Promise<void> {
  change.enqueue('redeliver', { accessPackageId });
}
