#!/bin/sh
# Writes a backup into the folder $BACKUPS: the dump, and beside it a fingerprint of every table as of the
# same instant, by which a restore is proved. Old backups go, but never the newest.
# Where the server is, PGHOST and its siblings say.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
name=tieout-$(date -u +%Y%m%dT%H%M%SZ)
part=$BACKUPS/.$name.part
[ -z "${PGPASSWORD_FILE:-}" ] || PGPASSWORD=$(cat "$PGPASSWORD_FILE")
export PGPASSWORD="${PGPASSWORD:-}" part

rm -rf "$BACKUPS"/.tieout-*.part
mkdir -p "$part"
# The transaction stays open while pg_dump reads what it sees.
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --output "$part/fingerprints" >/dev/null <<SQL
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SELECT pg_export_snapshot() AS snapshot \gset
\setenv snapshot :snapshot
\! pg_dump --format=custom --compress=6 --no-owner --no-privileges --snapshot="\$snapshot" --exclude-table-data='document_payload*' --file "\$part/dump" && touch "\$part/dumped"
\i $here/fingerprints.sql
COMMIT;
SQL
[ -e "$part/dumped" ] || { echo "backup: pg_dump failed" >&2; exit 1; }
rm "$part/dumped"
pg_restore --list "$part/dump" >/dev/null
(cd "$part" && sha256sum dump fingerprints >SHA256SUMS)
mv "$part" "$BACKUPS/$name"
echo "backup: $name, $(du -sk "$BACKUPS/$name" | cut -f 1) kB, $(wc -l <"$BACKUPS/$name/fingerprints") tables"

# By the time in their names: a copy is as old as what it holds, whatever the volume says of its files.
oldest=tieout-$(date -u -d "${KEEP_DAYS:-30} days ago" +%Y%m%dT%H%M%SZ)
{ find "$BACKUPS" -mindepth 1 -maxdepth 1 -type d -name 'tieout-*' -printf '%f\n' && echo "$oldest"; } |
    LC_ALL=C sort | sed "/^$oldest\$/,\$d" |
    while read -r old; do
        rm -rf "${BACKUPS:?}/$old"
        echo "backup: deleted $old"
    done
