-- Who wrote a version of a policy, and who confirmed it: a version that asks nobody else does not serve its own author until
-- somebody else confirmed it. What was written before authors were recorded has none, and counts as confirmed.
alter table "assignment_policy_version"
  add column "author_id" text collate "C" null,
  add column "confirmed_by_id" text collate "C" null,
  add column "confirmed_at" timestamptz(3) null;
alter table "assignment_policy_version" add constraint "assignment_policy_version_author_id_foreign" foreign key ("author_id") references "app_user" ("id") on update no action on delete restrict;
alter table "assignment_policy_version" add constraint "assignment_policy_version_confirmed_by_id_foreign" foreign key ("confirmed_by_id") references "app_user" ("id") on update no action on delete restrict;
