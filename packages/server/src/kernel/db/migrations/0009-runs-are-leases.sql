-- A run of a timed job is a lease: its holder renews it, and once it has lapsed a living replica closes it and takes the job over.
alter table "job_run" add column "holder" text null, add column "held_until" timestamptz(3) null;

-- What killed replicas left open.
update "job_run" set "finished_at" = now(), "error" = 'Its replica stopped before it was finished.' where "finished_at" is null;

create unique index "job_run_one_open" on "job_run" ("job") where "finished_at" is null;
