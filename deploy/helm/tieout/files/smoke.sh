#!/bin/sh
# smoke.sh URL FOLDER: goes the way of a month through a service that runs. Uploads the PDFs in FOLDER,
# watches the progress, reads results and reports, and deletes it all again. Needs curl and an API token
# with the scope `write` (TOKEN_FILE); without one it only sees that nobody is let in.
set -eu

url=${1%/}
folder=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

say() { echo "smoke: $1"; }
die() { echo "smoke: $1" >&2; exit 1; }

# The token goes by a file, so that no list of processes shows it.
call() { curl --silent --show-error --max-time 60 --config "$scratch/curl" "$@"; }
get() { call --fail "$url$1"; }
status() { call --output /dev/null --write-out '%{http_code}' "$@"; }
# The first value of a field of a JSON text.
field() { sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p" | head -n 1; }

: >"$scratch/curl"
[ "$(status "$url/health/live")" = 200 ] || die "$url does not answer"
[ "$(status "$url/health/ready")" = 200 ] || die "$url is not ready: is the database up?"
say "healthy: $(get /health)"
[ "$(status "$url/api/sessions")" = 401 ] || die "$url lets people in without a token"
say "nobody is let in without a token"
if [ -z "${TOKEN_FILE:-}" ]; then
    say "no TOKEN_FILE: the rest is left out"
    exit 0
fi
printf 'header = "Authorization: Bearer %s"\n' "$(cat "$TOKEN_FILE")" >"$scratch/curl"

set -- "$folder"/*.pdf
for file in "$@"; do
    set -- "$@" --form "files=@$file;type=application/pdf"
    shift
done
call --fail --output /dev/null --dump-header "$scratch/headers" --form 'name=Smoke test' "$@" "$url/api/upload" ||
    die "the upload was refused"
id=$(tr -d '\r' <"$scratch/headers" | sed -n 's|^[Ll]ocation: /api/sessions/||p')
[ -n "$id" ] || die "the answer to the upload does not say where the session is"
say "uploaded: session $id"

call --fail --no-buffer --max-time 120 "$url/api/sessions/$id/progress/stream" >"$scratch/events" || true
grep -q '^event: *complete' "$scratch/events" || die "progress did not end with complete: $(tail -n 3 "$scratch/events")"
say "completed, after $(grep -c '^event:' "$scratch/events") events"

get "/api/sessions/$id" >"$scratch/session"
grep -q '"expires_at"' "$scratch/session" || die "the session does not say when it expires"
get "/api/sessions/$id/transactions" | grep -q '"total":[1-9]' || die "no transactions were read"
for format in xlsx csv pvault reminders; do
    code=$(status "$url/api/sessions/$id/report?format=$format")
    [ "$code" = 200 ] || die "the report $format: $code"
done
say "transactions and reports are there; it expires $(field expires_at <"$scratch/session")"

[ "$(status --request DELETE "$url/api/sessions/$id")" = 204 ] || die "the session is not deleted"
[ "$(status "$url/api/sessions/$id")" = 404 ] || die "the session is deleted, and still there"
say "deleted: all is well"
