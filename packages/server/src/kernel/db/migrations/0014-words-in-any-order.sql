-- What people look for by words: in any order, without accents, and with a slip of the finger where nothing fits. Nothing is copied
-- together: each name is indexed where it stands, so that what was renamed is found by its new name at once.

-- Trusted: whoever may make objects in the database may make it. Its sense of likeness is set on every connection (db/limits.ts).
create extension if not exists pg_trgm;

-- A text as it is compared: small letters without their accents.
create function folded(said text) returns text language sql immutable parallel safe as $$
  select case when octet_length(said) = length(said) then lower(said)
    else lower(regexp_replace(normalize(said, nfkd), '[\u0300-\u036f]', '', 'g')) end
$$;

create index "access_package_words" on "access_package" using gin (folded("name" || ' ' || coalesce("description", '')) gin_trgm_ops);
create index "access_package_name_alike" on "access_package" using gin (folded("name") gin_trgm_ops);
create index "catalog_words" on "catalog" using gin (folded("name") gin_trgm_ops);
create index "resource_words" on "resource" using gin (folded("name") gin_trgm_ops);
create index "app_group_words" on "app_group" using gin (folded("name") gin_trgm_ops);
create index "app_user_words" on "app_user"
  using gin (folded("name" || ' ' || coalesce("email", '') || ' ' || coalesce("department", '') || ' ' || coalesce("job_title", '')) gin_trgm_ops);

-- The audit is asked by what was done: plain words stand for a few actions.
create index "audit_event_action" on "audit_event" ("action", "at", "id");
