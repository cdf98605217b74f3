#!/bin/sh
# Runs once, in an empty PostgreSQL: the role that owns the tables, the role the application runs as, and what the second may do with
# what the first makes. The same as packages/server/src/kernel/db/embedded/bootstrap.ts does for the embedded database (a test compares them).
set -eu

psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set owner_password="$GATEHOUSE_OWNER_PASSWORD" --set app_password="$GATEHOUSE_APP_PASSWORD" <<'SQL'
CREATE ROLE gatehouse_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE gatehouse_app LOGIN PASSWORD :'app_password';
CREATE DATABASE gatehouse OWNER gatehouse_owner;
\connect gatehouse
SET ROLE gatehouse_owner;
GRANT USAGE ON SCHEMA public TO gatehouse_app;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO gatehouse_app;
ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO gatehouse_app;
ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO gatehouse_app;
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO gatehouse_app;
SQL
