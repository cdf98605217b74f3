-- People are found by the beginning of their name, or all of it, without case.
create index "app_user_name_lower" on "app_user" (lower("name"));

-- Packages are found by when access to them ends.
create index "assignment_package_end" on "assignment" ("access_package_id", "expires_at") where "expires_at" is not null;
