-- What whoever narrowed a scope chose for those it left out, and whose access is still to end for it.
alter table "assignment_policy_version" add column "holders_outside" text null, add column "holders_outside_reason" text null;
alter table "assignment_policy_version" add constraint "assignment_policy_version_holders_outside_check" check ("holders_outside" in ('KEEP', 'END'));

create table "scope_leaver" (
  "id" text collate "C" not null,
  "created_at" timestamptz(3) not null,
  "assignment_id" text collate "C" not null,
  "policy_version_id" text collate "C" not null,
  primary key ("id")
);
alter table "scope_leaver" add constraint "scope_leaver_assignment_id_unique" unique ("assignment_id");
create index "scope_leaver_policy_version_id_index" on "scope_leaver" ("policy_version_id");
alter table "scope_leaver" add constraint "scope_leaver_assignment_id_foreign" foreign key ("assignment_id") references "assignment" ("id") on update no action on delete cascade;
alter table "scope_leaver" add constraint "scope_leaver_policy_version_id_foreign" foreign key ("policy_version_id") references "assignment_policy_version" ("id") on update no action on delete cascade;
