-- What the database guards by itself, whoever writes to it.

-- The principal that jobs and workers act as. It is no user.
insert into "principal" ("id", "created_at", "user_id", "label")
values ('prn_00000000000000000000000000', now(), null, 'System');

-- The one row about the deployment as a whole.
insert into "deployment" ("id", "created_at", "demo") values ('dpl_00000000000000000000000000', now(), false);

-- The audit only grows. Retention alone may delete, in a transaction that says so:
--   set local gatehouse.audit_retention = 'on';
-- The application's own role lacks the right to delete even then (see db/rights.ts); the trigger also stops an owner's slip.
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('gatehouse.audit_retention', true) = 'on' then
    return null;
  end if;
  raise exception 'The audit is append-only: % is refused.', lower(tg_op) using errcode = 'insufficient_privilege';
end;
$$;

create trigger "audit_event_append_only"
before update or delete or truncate on "audit_event"
for each statement execute function refuse_audit_change();
