-- Secrets of connectors stand by themselves, encrypted; what is in "settings" may be read.
alter table "connector" add column "secrets" jsonb not null default '{}';

-- A resource that is one of our own groups says so, whatever the target it is in.
alter table "resource" add column "group_id" text collate "C" null;
update "resource" r set "group_id" = g."id" from "connector" c, "app_group" g
  where c."id" = r."connector_id" and c."kind" = 'directory' and r."kind" = 'GROUP' and g."id" = r."external_id";
create index "resource_group_id_index" on "resource" ("group_id");
alter table "resource" add constraint "resource_group_id_foreign" foreign key ("group_id") references "app_group" ("id") on update no action on delete restrict;
