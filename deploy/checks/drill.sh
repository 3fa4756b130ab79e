#!/usr/bin/env bash
# Backup and restore, for real: with the scripts of the chart, a PostgreSQL, and the service's own command.
# Shows that a restored backup holds what was backed up, that damage is noticed, that what has expired since
# is gone before it is served, and that the uploads which a backup leaves out are asked for again.
set -euo pipefail

usage() {
    cat <<TEXT
drill.sh [TIEOUT]

Runs the drill with the command TIEOUT (target/debug/tieout) on the PostgreSQL that PGHOST, PGPORT and PGUSER
name (127.0.0.1, 5432, postgres), in databases of its own.
TEXT
}

case ${1:-} in -h | --help) usage; exit 0 ;; esac
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
scripts=$root/deploy/helm/tieout/files
tieout=$(realpath "${1:-${CARGO_TARGET_DIR:-$root/target}/debug/tieout}")
export PGHOST=${PGHOST:-127.0.0.1} PGPORT=${PGPORT:-5432} PGUSER=${PGUSER:-postgres}
export PGDATABASE="tieout_drill_$$" BACKUPS
scratch=$(mktemp -d)
BACKUPS=$scratch/backups
mkdir "$BACKUPS"

clean_up() {
    psql -XAtq -d postgres -c "SELECT format('DROP DATABASE %I WITH (FORCE);', datname) FROM pg_database
        WHERE datname LIKE '$PGDATABASE%'" | psql -XAtq -d postgres
    rm -rf "$scratch"
}
trap clean_up EXIT

fail() { echo "drill: FAILED: $1" >&2; exit 1; }
passed() { echo "drill: $1"; }
sql() { psql -XAtq -v ON_ERROR_STOP=1 -d "${2:-$PGDATABASE}" -c "$1"; }
is() { [ "$1" = "$2" ] || fail "$3: $1, not $2"; }
service() {
    POSTGRES_HOST=$PGHOST POSTGRES_PORT=$PGPORT POSTGRES_USER=$PGUSER POSTGRES_DB=$1 LOG_LEVEL=error \
        POSTGRES_PASSWORD=${PGPASSWORD:-} "$tieout" "${@:2}"
}

# Three sessions: one that lasts, one that expires between backup and restore, one that waits to be read.
fill() {
    sql "
    INSERT INTO sessions (id, name, name_key, status, created_at, updated_at, expires_at, revision, upload_count,
            total_transactions, total_receipts, matched_count, attempt, released, run)
        SELECT ('00000000-0000-7000-8000-00000000000' || n)::uuid, 'Month ' || n, 'month ' || n, status, now(), now(),
            now() + interval '90 days', 0, 1, 0, 0, 0, 0, 0, 0
        FROM (VALUES (1, 'completed'), (2, 'completed'), (3, 'processing')) AS new (n, status);
    INSERT INTO documents (id, session_id, position, file_name, size, content_hash, mime_type, pages_done,
            transaction_count, receipt_count, control_total_count, ties_out, status, attempt, released, queued_at, created_at)
        SELECT gen_random_uuid(), id, 0, 'statement.pdf', 1000000, repeat('a', 64), 'application/pdf', 0, 0, 0, 0, 'none',
            CASE status WHEN 'completed' THEN 'completed' ELSE 'pending' END, 0, 0, now(), now() FROM sessions;
    INSERT INTO transactions (id, session_id, document_id, position, fingerprint, attempt, amount_minor, currency,
            listed_date, merchant_name, search_key, is_credit, is_incomplete, items, raw_data, created_at)
        SELECT gen_random_uuid(), session_id, id, n, md5(n::text), 0, n + 1, 'USD', current_date, 'Shop ' || n, 'shop',
            false, false, '[]', jsonb_build_object('n', n), now()
        FROM documents, generate_series(0, 499) AS n WHERE status = 'completed';
    INSERT INTO document_payloads (id, document_id, size, created_at)
        SELECT gen_random_uuid(), id, 1000000, now() FROM documents WHERE status = 'pending';
    INSERT INTO document_payload_chunks (payload_id, position, bytes)
        SELECT id, 0, convert_to(repeat(md5(random()::text), 31250), 'UTF8') FROM document_payloads;"
}

sql "CREATE DATABASE $PGDATABASE" postgres
service "$PGDATABASE" migrate >/dev/null
fill
is "$(sql 'SELECT count(*) FROM transactions')" 1000 "transactions before"

"$scripts/backup.sh"
backup=$(find "$BACKUPS" -mindepth 1 -maxdepth 1 -type d)
is "$(find "$backup" -name dump -size -500k | wc -l)" 1 "a dump without the bytes of uploads"
grep -qx 'transactions|1000|-\?[0-9]*' "$backup/fingerprints" || fail "the fingerprints do not count the transactions"
passed "backed up: $(grep -c '' "$backup/fingerprints") tables, without the bytes of uploads"

"$scripts/restore.sh"
is "$(sql 'SELECT count(*) FROM transactions' "${PGDATABASE}_restored")" 1000 "transactions restored"
passed "restored: counts and checksums of every table are equal"

# shellcheck disable=SC2016 # The marks are those of Markdown.
sed -n '/^```sql$/,/^```$/{/^```/d;p}' "$root/docs/quickstart.md" | psql -XAtq -v ON_ERROR_STOP=1 -d "$PGDATABASE" >/dev/null
grep -o '"SELECT [^"]*"' "$root/deploy/scripts/verify.sh" | tr -d '"' | while read -r query; do sql "$query" >/dev/null; done
passed "the queries of the quick start and of verify.sh are understood"

# The same backup, of which one says otherwise.
cp -a "$backup" "$BACKUPS/tieout-0-damaged"
printf 'x' >>"$BACKUPS/tieout-0-damaged/dump"
if BACKUP=tieout-0-damaged "$scripts/restore.sh" 2>"$scratch/said"; then fail "a damaged backup was restored"; fi
grep -q 'is damaged' "$scratch/said" || fail "damage is not called damage: $(cat "$scratch/said")"
cp -a "$backup" "$BACKUPS/tieout-0-other"
sed -i 's/^transactions|1000|/transactions|999|/' "$BACKUPS/tieout-0-other/fingerprints"
(cd "$BACKUPS/tieout-0-other" && sha256sum dump fingerprints >SHA256SUMS)
if BACKUP=tieout-0-other "$scripts/restore.sh" >/dev/null 2>"$scratch/said"; then fail "a difference was not noticed"; fi
grep -q 'is not what was backed up' "$scratch/said" || fail "a difference is not called one: $(cat "$scratch/said")"
passed "damage and differences are noticed"

# Time passes: what expires between backup and restore.
"$scripts/restore.sh" >/dev/null
sql "UPDATE sessions SET created_at = now() - interval '91 days', expires_at = now() - interval '1 day' WHERE name = 'Month 2'" \
    "${PGDATABASE}_restored"
service "${PGDATABASE}_restored" cleanup --after-restore >/dev/null
is "$(sql 'SELECT count(*) FROM sessions' "${PGDATABASE}_restored")" 2 "sessions after retention"
is "$(sql 'SELECT count(*) FROM transactions' "${PGDATABASE}_restored")" 500 "transactions after retention"
is "$(sql "SELECT count(*) FROM documents WHERE status = 'failed' AND error LIKE '%upload%again%'" "${PGDATABASE}_restored")" 1 \
    "documents that are asked for again"
passed "retention is applied again, and uploads that were left out are asked for"

PROMOTE=no "$scripts/promote.sh" >/dev/null
is "$(sql 'SELECT count(*) FROM sessions')" 3 "sessions while not promoted"
PROMOTE=yes "$scripts/promote.sh" >/dev/null
is "$(sql 'SELECT count(*) FROM sessions')" 2 "sessions after promotion"
is "$(sql "SELECT count(*) FROM pg_database WHERE datname LIKE '${PGDATABASE}\_replaced%'" postgres)" 1 "databases that were replaced"
passed "promoted, and what was served before is kept"

# Those of more than 30 days ago go, and no other, whatever the files say of their age.
rm -r "$BACKUPS"/tieout-0-*
old=$BACKUPS/tieout-$(date -u -d '31 days ago' +%Y%m%dT%H%M%SZ)
young=$BACKUPS/tieout-$(date -u -d '29 days ago' +%Y%m%dT%H%M%SZ)
cp -r "$backup" "$old"
mv "$backup" "$young"
touch -d '40 days ago' "$young"
"$scripts/backup.sh" >/dev/null
[ -d "$young" ] || fail "a backup of 29 days ago was deleted"
[ ! -e "$old" ] || fail "a backup of 31 days ago was kept"
is "$(find "$BACKUPS" -mindepth 1 -maxdepth 1 | wc -l)" 2 "backups kept"
if PGDATABASE=${PGDATABASE}_nowhere "$scripts/backup.sh" 2>/dev/null; then fail "a backup of nothing succeeded"; fi
is "$(find "$BACKUPS" -mindepth 1 -maxdepth 1 -name 'tieout-*' | wc -l)" 2 "backups after one that failed"
passed "old backups go, a failed one leaves nothing that looks like one"
