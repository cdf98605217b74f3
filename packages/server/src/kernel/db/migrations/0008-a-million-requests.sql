-- What keeps reading cheap when the company has a million requests behind it.

-- What waits for whom, kept as such: an approver's queue is read from the rows that wait, whatever they decided before and whatever waits
-- for others. The database keeps it, whoever writes; the rule itself is the function `waiting_since`.
alter table "stage_approver" add column "waiting_since" timestamptz(3) null;

update "approval_stage" set "opened_at" = "created_at" where "state" = 'OPEN' and "opened_at" is null;
alter table "approval_stage" add constraint "approval_stage_opened" check ("state" <> 'OPEN' or "opened_at" is not null);

create function waiting_since(stage text, person text, gone timestamptz) returns timestamptz language plpgsql as $$
begin
  return (
    select s.opened_at
    from approval_stage s join access_request r on r.id = s.request_id
    where gone is null and s.id = stage and s.state = 'OPEN'
      and r.target_id <> person and r.requester_id is distinct from person
      and not exists (select 1 from decision d where d.stage_id = stage and d.by_id = person and d.taken_back_at is null));
end;
$$;

update "stage_approver" a set "waiting_since" = waiting_since(a.stage_id, a.user_id, a.left_at)
from "approval_stage" s where s.id = a.stage_id and s.state = 'OPEN';

create index "stage_approver_waiting" on "stage_approver" ("user_id", "waiting_since", "stage_id") where "waiting_since" is not null;

-- Whatever is written to an approver's row, this column follows the rule.
create function keep_waiting_since() returns trigger language plpgsql as $$
begin
  new.waiting_since := waiting_since(new.stage_id, new.user_id, new.left_at);
  return new;
end;
$$;

create trigger "stage_approver_waiting_since" before insert or update on "stage_approver"
for each row execute function keep_waiting_since();

-- And what changes around it touches the rows for which the answer became another. Whoever changes a stage or its decisions has locked the
-- stage, as every change does, so what is seen here is what will be committed.
create function touch_waiting_of_stage() returns trigger language plpgsql as $$
begin
  update stage_approver a set waiting_since = null
  where a.stage_id = new.id and a.waiting_since is distinct from waiting_since(a.stage_id, a.user_id, a.left_at);
  return null;
end;
$$;

create trigger "approval_stage_waiting_since" after update of "state", "opened_at", "request_id" on "approval_stage"
for each row execute function touch_waiting_of_stage();

create function touch_waiting_of_decision() returns trigger language plpgsql as $$
begin
  update stage_approver a set waiting_since = null
  where (a.stage_id, a.user_id) in ((old.stage_id, old.by_id), (new.stage_id, new.by_id))
    and a.waiting_since is distinct from waiting_since(a.stage_id, a.user_id, a.left_at);
  return null;
end;
$$;

create trigger "decision_waiting_since" after insert or update or delete on "decision"
for each row execute function touch_waiting_of_decision();

create function touch_waiting_of_request() returns trigger language plpgsql as $$
begin
  update stage_approver a set waiting_since = null
  from approval_stage s
  where s.request_id = new.id and s.state = 'OPEN' and a.stage_id = s.id
    and a.waiting_since is distinct from waiting_since(a.stage_id, a.user_id, a.left_at);
  return null;
end;
$$;

create trigger "access_request_waiting_since" after update of "requester_id", "target_id" on "access_request"
for each row execute function touch_waiting_of_request();

-- Ids compare as bytes wherever they stand: next to a column of another collation an index on either cannot be used.
alter table "audit_event"
  alter column "subject_id" type text collate "C",
  alter column "request_id" type text collate "C",
  alter column "target_id" type text collate "C",
  alter column "access_package_id" type text collate "C",
  alter column "catalog_id" type text collate "C";
alter table "domain_event"
  alter column "subject_id" type text collate "C",
  alter column "request_id" type text collate "C",
  alter column "audience" type text[] collate "C";

-- What somebody did, in the order of the page.
drop index "audit_event_actor_principal_id_index";
create index "audit_event_actor" on "audit_event" ("actor_principal_id", "at", "id");
