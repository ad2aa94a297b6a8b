#!/bin/sh
# Judges a broker in a pipeline: one run, reports for every reader, and the exit code of osbctl. The templates beside this
# file call it; a pipeline of another kind can do the same.
#
#   SB_BROKER_URL, SB_BROKER_USERNAME, SB_BROKER_PASSWORD   the broker; the password as a masked variable, never as text
#   OSB_REPORTS     folder for the reports; default: osb-reports
#   OSB_ARGS        more options of `osbctl conform run`, separated by blanks: --all-plans --gate should
#   OSB_WAIVERS     a file of accepted violations; used when it is there; default: osb-waivers.yaml
#   OSB_BEFORE      the JSON report of an earlier run: what regressed is told after this one
set -eu

reports=${OSB_REPORTS:-osb-reports}
waivers=${OSB_WAIVERS:-osb-waivers.yaml}
mkdir -p "$reports"

set -- --yes --wait-for-broker "${OSB_WAIT:-60s}" \
    --report "json=$reports/osb.json" --report "ndjson=$reports/osb.ndjson" \
    --report "junit=$reports/osb.xml" --report "html=$reports/osb.html" \
    --report "sarif=$reports/osb.sarif" --report "markdown=$reports/osb.md" \
    --evidence "$reports/evidence"
if [ -f "$waivers" ]; then
    set -- "$@" --waivers "$waivers"
fi

status=0
# Options without blanks in them, as the heading says: they are split on purpose.
# shellcheck disable=SC2086
osbctl conform run "$@" ${OSB_ARGS:-} || status=$?

if [ -n "${OSB_BEFORE:-}" ] && [ -f "$OSB_BEFORE" ] && [ -f "$reports/osb.json" ]; then
    osbctl conform compare "$OSB_BEFORE" "$reports/osb.json" || true
fi
exit "$status"
