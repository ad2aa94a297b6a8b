#!/bin/sh
# Makes one verdict of the results of several jobs that shared a run: merge.sh RESULT.json…
#   OSB_REPORTS     folder for the reports; default: osb-reports
set -eu

reports=${OSB_REPORTS:-osb-reports}
mkdir -p "$reports"
exec osbctl conform report --merge "$@" \
    --report "json=$reports/osb.json" --report "junit=$reports/osb.xml" \
    --report "html=$reports/osb.html" --report "markdown=$reports/osb.md"
