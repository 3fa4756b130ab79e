#!/bin/sh
# Restores the backup $BACKUP (the newest) into a database of its own, $PGDATABASE_restored, and proves
# that it is what was backed up. The database that is served is not touched.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
[ -z "${PGPASSWORD_FILE:-}" ] || PGPASSWORD=$(cat "$PGPASSWORD_FILE")
export PGPASSWORD="${PGPASSWORD:-}"
served=$PGDATABASE
restored=${served}_restored
backup=${BACKUP:-$(find "$BACKUPS" -mindepth 1 -maxdepth 1 -type d -name 'tieout-*' | sort | tail -n 1)}
[ -n "$backup" ] || { echo "restore: there is no backup in $BACKUPS" >&2; exit 1; }
backup=$BACKUPS/$(basename "$backup")
[ -d "$backup" ] || { echo "restore: $backup is not there" >&2; exit 1; }

(cd "$backup" && sha256sum --check --status SHA256SUMS) ||
    { echo "restore: $backup is damaged: take an older one" >&2; exit 1; }
dropdb --if-exists --force --maintenance-db=postgres "$restored" 2>&1 | sed "/does not exist, skipping/d" >&2
createdb --maintenance-db=postgres --template=template0 "$restored"
pg_restore --dbname="$restored" --exit-on-error --no-owner --no-privileges "$backup/dump"
found=$(mktemp)
PGDATABASE=$restored psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --file "$here/fingerprints.sql" >"$found"
diff "$backup/fingerprints" "$found" ||
    { echo "restore: $restored is not what was backed up: see the tables above" >&2; exit 1; }
rm "$found"
echo "restore: $(basename "$backup") is in $restored; $(wc -l <"$backup/fingerprints") tables are as they were"
