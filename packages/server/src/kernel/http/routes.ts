import { type FastifyInstance } from 'fastify';
import { type Site } from './site.ts';

/** Adds what answers under some paths of the one address. */
export type Routes = (http: FastifyInstance, site: Site) => void | Promise<void>;
