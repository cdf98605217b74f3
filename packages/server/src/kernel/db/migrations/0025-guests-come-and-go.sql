-- What becomes of guests: those who came by a request and hold nothing any more are blocked and deleted, Prospects are erased.
create table "guest_lifecycle_settings" ("id" text collate "C" not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, "version" int not null default 1, "on_last_access_lost" text not null default 'BLOCK_AND_DELETE', "delete_after" text not null default 'P30D', "warn_before" text[] not null default '{P7D,P1D}', "prospects_kept_for" text not null default 'P30D', "counted_since" timestamptz(3) null, primary key ("id"));
alter table "guest_lifecycle_settings" add constraint "guest_lifecycle_settings_on_last_access_lost_check" check ("on_last_access_lost" in ('NOTHING', 'BLOCK', 'BLOCK_AND_DELETE', 'DELETE'));
insert into "guest_lifecycle_settings" ("id", "created_at", "updated_at") values ('gls_00000000000000000000000000', now(), now());

create table "guest_lifecycle" ("id" text collate "C" not null, "created_at" timestamptz(3) not null, "user_id" text collate "C" not null, "access_until" timestamptz(3) null, "hold_until" timestamptz(3) null, "hold_reason" text null, "exempt" boolean not null default false, "exempt_reason" text null, "spared_at" timestamptz(3) null, "counted_from" timestamptz(3) generated always as (case when access_until is null then null else greatest(access_until, hold_until, spared_at) end) stored null, "blocked_at" timestamptz(3) null, "warned_at" timestamptz(3) null, primary key ("id"));
alter table "guest_lifecycle" add constraint "guest_lifecycle_user_id_foreign" foreign key ("user_id") references "app_user" ("id") on update no action on delete cascade;
alter table "guest_lifecycle" add constraint "guest_lifecycle_user_id_unique" unique ("user_id");
create index "guest_lifecycle_page" on "guest_lifecycle" ("counted_from", "id");
create index "guest_lifecycle_unblocked" on "guest_lifecycle" ("counted_from", "id") where "blocked_at" is null;

alter table "app_user" add "erased_at" timestamptz(3) null;
create index "app_user_prospects" on "app_user" ("id") where "state" = 'PROSPECT';
alter table "notification" add "person_id" text collate "C" null, add "ends_at" timestamptz(3) null;
alter table "notification" add constraint "notification_person_id_foreign" foreign key ("person_id") references "app_user" ("id") on update no action on delete cascade;
create index "notification_person_id_index" on "notification" ("person_id");
alter table "notification_preference" drop constraint "notification_preference_kind_check";
alter table "notification_preference" add constraint "notification_preference_kind_check" check ("kind" in ('APPROVAL_REQUESTED', 'APPROVAL_REMINDER', 'APPROVAL_ESCALATED', 'APPROVAL_NOT_NEEDED', 'APPROVER_MISSING', 'REQUEST_SUBMITTED_FOR_YOU', 'CONSENT_NEEDED', 'REQUEST_APPROVED', 'REQUEST_DENIED', 'REQUEST_EXPIRED', 'REQUEST_CANCELED', 'REQUEST_FAILED', 'REQUEST_COMMENTED', 'ANSWERS_CHANGED', 'ACCESS_DELIVERED', 'ACCESS_PARTIALLY_DELIVERED', 'ACCESS_DELIVERY_FAILED', 'ACCESS_ENDS_SOON', 'ACCESS_ENDED', 'ACCESS_LOST', 'ACCESS_CHANGED', 'REVOCATION_FAILED', 'MANUAL_TASK_OPENED', 'TOKEN_ENDS_SOON', 'TOKEN_REVOKED', 'SERVICE_UNANSWERED', 'SERVICE_HANDED_OVER', 'GUEST_BLOCKED', 'GUEST_ENDS_SOON'));
alter table "notification" drop constraint "notification_kind_check";
alter table "notification" add constraint "notification_kind_check" check ("kind" in ('APPROVAL_REQUESTED', 'APPROVAL_REMINDER', 'APPROVAL_ESCALATED', 'APPROVAL_NOT_NEEDED', 'APPROVER_MISSING', 'REQUEST_SUBMITTED_FOR_YOU', 'CONSENT_NEEDED', 'REQUEST_APPROVED', 'REQUEST_DENIED', 'REQUEST_EXPIRED', 'REQUEST_CANCELED', 'REQUEST_FAILED', 'REQUEST_COMMENTED', 'ANSWERS_CHANGED', 'ACCESS_DELIVERED', 'ACCESS_PARTIALLY_DELIVERED', 'ACCESS_DELIVERY_FAILED', 'ACCESS_ENDS_SOON', 'ACCESS_ENDED', 'ACCESS_LOST', 'ACCESS_CHANGED', 'REVOCATION_FAILED', 'MANUAL_TASK_OPENED', 'TOKEN_ENDS_SOON', 'TOKEN_REVOKED', 'SERVICE_UNANSWERED', 'SERVICE_HANDED_OVER', 'GUEST_BLOCKED', 'GUEST_ENDS_SOON'));

-- When the last of somebody's access ends or ended; null: no end is known, or some of it is being delivered. `otherwise`: they never had
-- any. An end that is reached counts from its instant, whether or not a job has run; a delivery that failed, from when it was given up.
create function access_until(person text, otherwise timestamptz) returns timestamptz language sql stable as $$
  select case when bool_or(a.live and a.expires_at is null) then null
    else coalesce(max(case when a.live then a.expires_at else coalesce(a.ended_at, least(a.expires_at, a.updated_at)) end), otherwise) end
  from (select state in ('DELIVERING', 'DELIVERED', 'PARTIALLY_DELIVERED') as live, expires_at, ended_at, updated_at
    from assignment where target_id = person) a
$$;

-- Whoever changes what somebody holds: when the last of it ends follows. Other access is another story: whoever was blocked for the want
-- of it is to be blocked again when that is lost.
create function keep_access_until() returns trigger language plpgsql as $$
begin
  update guest_lifecycle g set access_until = access_until(g.user_id, g.created_at), blocked_at = null
    where g.user_id = new.target_id and g.access_until is distinct from access_until(g.user_id, g.created_at);
  return null;
end;
$$;

create trigger "assignment_access_until"
after insert or update of "state", "expires_at", "ended_at", "target_id" on "assignment"
for each row execute function keep_access_until();

-- Whoever makes somebody a governed guest, or none: the row is there, or gone.
create function keep_guest_lifecycle() returns trigger language plpgsql as $$
begin
  if new.kind = 'GUEST' and new.governed and new.state in ('ACTIVE', 'BLOCKED') then
    insert into guest_lifecycle (id, created_at, user_id, access_until)
      values ('glc_' || substr(new.id, 5), new.updated_at, new.id, access_until(new.id, new.updated_at))
      on conflict (user_id) do nothing;
  else
    delete from guest_lifecycle where user_id = new.id;
  end if;
  return null;
end;
$$;

create trigger "app_user_guest_lifecycle"
after insert or update of "kind", "state", "governed" on "app_user"
for each row execute function keep_guest_lifecycle();

insert into "guest_lifecycle" ("id", "created_at", "user_id", "access_until")
  select 'glc_' || substr(u.id, 5), u.updated_at, u.id, access_until(u.id, u.updated_at)
  from app_user u where u.kind = 'GUEST' and u.governed and u.state in ('ACTIVE', 'BLOCKED');
