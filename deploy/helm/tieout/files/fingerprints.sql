-- One line for each table: its name, its rows, and a sum over what they hold that no order changes.
-- Without the bytes of uploads, which a backup leaves out.
\set QUIET on
\pset tuples_only on
\pset format unaligned
SET timezone = 'UTC';
SELECT format('SELECT %L, count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) FROM %I AS t', name, name)
FROM (
    SELECT tablename COLLATE "C" AS name FROM pg_tables
    WHERE schemaname = 'public' AND tablename NOT LIKE 'document\_payload%'
) AS tables
ORDER BY name \gexec
