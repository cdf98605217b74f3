-- Policies ask for a proof of who somebody is, and a session changes its secret while it is in use.
alter table "session" add "previous_hash" text null, add "rotated_at" timestamptz(3) not null default now(), add "settled_at" timestamptz(3) null, add "provider_id" text null;
update "session" set "rotated_at" = "created_at", "settled_at" = "created_at";
alter table "session" add constraint "session_previous_hash_unique" unique ("previous_hash");
alter table "sign_in_attempt" add "session_id" text collate "C" null, add "proofs" text[] not null default '{}';
alter table "sign_in_attempt" add constraint "sign_in_attempt_session_id_foreign" foreign key ("session_id") references "session" ("id") on delete cascade;
create index "sign_in_attempt_session_id_index" on "sign_in_attempt" ("session_id");
alter table "assignment_policy_version" add "proofs" text[] not null default '{}', add "proof_within" text null;
alter table "access_request" add "proof" jsonb null;
