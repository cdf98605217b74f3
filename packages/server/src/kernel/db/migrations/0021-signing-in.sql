-- People sign in through issuers of OpenID Connect, and what may be guessed is counted by all replicas together.
create table "limit_count" ("key" text not null, "count" int not null, "ends_at" timestamptz(3) not null, primary key ("key"));
create index "limit_count_end" on "limit_count" ("ends_at");
create table "sign_in_attempt" ("id" text collate "C" not null, "created_at" timestamptz(3) not null, "state_hash" text not null, "browser_hash" text not null, "provider" text not null, "return_to" text not null, "expires_at" timestamptz(3) not null, "used_at" timestamptz(3) null, primary key ("id"));
alter table "sign_in_attempt" add constraint "sign_in_attempt_state_hash_unique" unique ("state_hash");
create index "sign_in_attempt_end" on "sign_in_attempt" ("expires_at");
create table "sign_in_challenge" ("id" text collate "C" not null, "created_at" timestamptz(3) not null, "address" text not null, "browser_hash" text not null, "code_hash" text null, "tries" int not null default 0, "expires_at" timestamptz(3) not null, "sent_at" timestamptz(3) null, "used_at" timestamptz(3) null, primary key ("id"));
create index "sign_in_challenge_browser" on "sign_in_challenge" ("browser_hash", "address", "id");
create index "sign_in_challenge_end" on "sign_in_challenge" ("expires_at");
create table "external_identity" ("id" text collate "C" not null, "created_at" timestamptz(3) not null, "principal_id" text collate "C" not null, "issuer" text not null, "subject" text not null, primary key ("id"));
create index "external_identity_principal_id_index" on "external_identity" ("principal_id");
alter table "external_identity" add constraint "external_identity_once" unique ("issuer", "subject");
alter table "session" add "provider" text null, add "acr" text null, add "amr" jsonb not null default '[]', add "authenticated_at" timestamptz(3) null;
alter table "external_identity" add constraint "external_identity_principal_id_foreign" foreign key ("principal_id") references "principal" ("id") on delete cascade;
