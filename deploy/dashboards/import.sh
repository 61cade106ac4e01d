#!/bin/sh
# Brings the saved objects beside this file into OpenSearch Dashboards, over those of an earlier time.
#
#   DASHBOARDS_URL=http://dashboards:5601 ADMIN_PASSWORD=… import.sh
set -eu
here=$(dirname "$(readlink -f "$0")")
# The password is read from a file that nobody else sees, not from the list of processes.
config=$(mktemp)
trap 'rm -f "$config"' EXIT
printf 'user = "admin:%s"\n' "$(printf '%s' "$ADMIN_PASSWORD" | sed 's/[\\"]/\\&/g')" >"$config"
answer=$(curl --config "$config" --silent --show-error --fail --retry 10 --retry-all-errors --retry-delay 3 \
  --header 'osd-xsrf: true' --header 'securitytenant: global' --form "file=@$here/lehnz.ndjson" \
  "$DASHBOARDS_URL/api/saved_objects/_import?overwrite=true")
echo "$answer"
case $answer in
*'"success":true'*) ;;
*) exit 1 ;;
esac
