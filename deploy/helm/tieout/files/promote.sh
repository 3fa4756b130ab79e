#!/bin/sh
# Lets the restored database take the place of the one that is served, which is kept under another name.
# Does so only if PROMOTE=yes.
set -eu

[ -z "${PGPASSWORD_FILE:-}" ] || PGPASSWORD=$(cat "$PGPASSWORD_FILE")
export PGPASSWORD="${PGPASSWORD:-}"
if [ "${PROMOTE:-no}" != yes ]; then
    echo "promote: ${PGDATABASE}_restored is ready, and not served (PROMOTE=yes would)"
    exit 0
fi
# Whatever goes wrong, nobody is shut out of what was served before.
trap 'psql --no-psqlrc --quiet --dbname=postgres --command="ALTER DATABASE \"$PGDATABASE\" ALLOW_CONNECTIONS true"' EXIT
replaced=${PGDATABASE}_replaced_$(date -u +%Y%m%dT%H%M%SZ)
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --dbname=postgres \
    --set served="$PGDATABASE" --set restored="${PGDATABASE}_restored" --set replaced="$replaced" >/dev/null <<'SQL'
ALTER DATABASE :"served" ALLOW_CONNECTIONS false;
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname IN (:'served', :'restored');
BEGIN;
ALTER DATABASE :"served" RENAME TO :"replaced";
ALTER DATABASE :"restored" RENAME TO :"served";
COMMIT;
ALTER DATABASE :"replaced" ALLOW_CONNECTIONS true;
SQL
echo "promote: $PGDATABASE is the restored one now; the one before is $replaced: drop it when you are sure"
