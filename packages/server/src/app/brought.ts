/** What all the modules bring, kind by kind. */
import { inPhases } from '../kernel/jobs/phases.ts';
import { broughtBy } from '../kernel/module.ts';
import { MODULES } from './modules.ts';

/** Every table. */
export const ENTITIES = broughtBy(MODULES, 'entities');

/** Who does the queued work, one worker per kind. */
export const WORKERS = broughtBy(MODULES, 'workers');

/** Every timed job, in the order in which they run where several are due at once. */
export const JOBS = inPhases(broughtBy(MODULES, 'jobs'));
