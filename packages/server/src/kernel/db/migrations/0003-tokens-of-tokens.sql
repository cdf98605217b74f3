-- A token that was made by another ends with it. Those that are there were made before anybody asked by whom.
alter table "api_token" add column "made_by_id" text collate "C" null;
create index "api_token_made_by_id_index" on "api_token" ("made_by_id");
alter table "api_token" add constraint "api_token_made_by_id_foreign" foreign key ("made_by_id") references "api_token" ("id") on update no action on delete cascade;
