import { User } from '@gatehouse/schema/identity/user.entity';
import { StageApprover } from '@gatehouse/schema/requests/stage-approver.entity';
import { ApprovalStage } from '@gatehouse/schema/requests/approval-stage.entity';
import { AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { newId } from '@gatehouse/schema/shared/ids';
import { ask } from '../../testkit/flow.ts';
import { type Site } from './site.ts';

interface Crowd {
  /** Who decides about them all. */
  approver: { id: string };
  /** Their names, the oldest request first. */
  names: string[];
}

/**
 * Many requests that wait for one person: for each package somebody asks through the API, and others ask the same a minute
 * later each, as copies of those rows. @param count per package
 */
export async function crowd(site: Site, packages: readonly string[], count: number): Promise<Crowd> {
  const approver = await site.world.user({ name: 'Crowded Approver', email: 'crowded@contoso.example' });
  const names: string[] = [];
  const since = Date.now() - packages.length * count * 60_000;
  for (const [at, name] of packages.entries()) {
    const accessPackage = await site.world.package({
      name,
      policy: { stages: [{ approvers: [approver] }], duration: 'P30D' },
    });
    const first = await site.world.user({ name: `${name} asker` });
    const request = await ask(site, first, accessPackage, { justification: `Needed for ${name}, like every year.` });
    const copies = Array.from({ length: count }, (_, index) => ({
      user: newId(User),
      request: newId(AccessRequest),
      stage: newId(ApprovalStage),
      place: newId(StageApprover),
      name: `Asker ${String(at * count + index).padStart(3, '0')}`,
      at: new Date(since + (at * count + index) * 60_000).toISOString(),
    }));
    names.push(...copies.map((copy) => copy.name));
    await site.world.write(async ({ em }) => {
      const [stage] = request.stages;
      const [place] = await em.execute<{ id: string }[]>('select id from stage_approver where stage_id = ?', [stage.id]);
      const copied = async (table: string, id: string, changed: string) => {
        // What the database works out by itself cannot be given.
        const [given] = await em.execute<{ columns: string; values: string }[]>(
          `select string_agg(quote_ident(attname), ', ') as columns, string_agg('(r).' || quote_ident(attname), ', ') as values
           from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
          [table],
        );
        await em.execute(
          `insert into ${table} (${given!.columns}) select ${given!.values} from (
             select jsonb_populate_record(base, jsonb_build_object(${changed})) as r
             from ${table} base, jsonb_to_recordset(?::jsonb)
               as c ("user" text, request text, stage text, place text, name text, at timestamptz) where base.id = ?) copies`,
          [JSON.stringify(copies), id],
        );
      };
      await copied('app_user', first.id, `'id', c."user", 'name', c.name, 'email', null, 'external_key', null`);
      await copied(
        'access_request',
        request.id,
        `'id', c.request, 'target_id', c."user", 'requester_id', c."user", 'created_at', c.at`,
      );
      await copied('approval_stage', stage.id, `'id', c.stage, 'request_id', c.request, 'opened_at', c.at`);
      await copied('stage_approver', place!.id, `'id', c.place, 'stage_id', c.stage`);
      // What they were copied from waits for nobody.
      await em.execute(`update approval_stage set state = 'CANCELED', closed_at = now(), next_due_at = null where id = ?`, [
        stage.id,
      ]);
      await em.execute(`update access_request set state = 'CANCELED', closed_at = now(), due_at = null where id = ?`, [
        request.id,
      ]);
    });
  }
  return { approver, names };
}
