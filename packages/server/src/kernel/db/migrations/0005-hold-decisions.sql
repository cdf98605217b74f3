-- The undo window holds back every decision, not only the last approval. Each decision knows its own window, and a request
-- is due at the end of it whether it is approved altogether or still waits.
alter table "decision" add column "undo_until" timestamptz(3) null;

-- What is held at this moment was decided by the latest decision that stands.
update "decision" d set "undo_until" = r."undo_until"
from "access_request" r
where r."state" = 'SCHEDULED' and r."undo_until" is not null and d."id" = (
  select latest."id" from "decision" latest join "approval_stage" s on s."id" = latest."stage_id"
  where s."request_id" = r."id" and s."state" = 'APPROVED' and latest."taken_back_at" is null
  order by s."order" desc, latest."at" desc, latest."id" desc limit 1);

-- A sooner end that an approver set is part of what is held: it counts when the decision takes effect.
update "access_request" r set "expires_at" = d."replaced_expires_at"
from "decision" d join "approval_stage" s on s."id" = d."stage_id"
where s."request_id" = r."id" and r."state" = 'SCHEDULED' and r."undo_until" is not null
  and d."undo_until" is not null and d."taken_back_at" is null and d."shortened_to" is not null;
alter table "decision" drop column "replaced_expires_at";

drop index "access_request_scheduled_due";
create index "access_request_due" on "access_request" ("due_at")
  where "state" in ('PENDING_APPROVAL', 'SCHEDULED') and "due_at" is not null;
