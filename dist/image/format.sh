#!/usr/bin/env bash
# Checks or applies google-java-format, on the JDK that Maven's toolchain found.
#   format.sh check|apply FORMATTER.jar
set -euo pipefail
mode=$1 formatter=$2
cd "$(dirname "$0")/../.."

# Files that passed before are not looked at again: most builds have nothing to do here.
passed=target/tools/formatted
newer=()
[ -e "$passed" ] && [ "$passed" -nt "$formatter" ] && newer=(-newer "$passed")
mkdir -p target/tools
touch "$passed.now"
find src -name '*.java' "${newer[@]}" | sort > target/tools/to-format
if [ -s target/tools/to-format ]; then
    case $mode in
        apply) options=(--replace) ;;
        *) options=(--dry-run --set-exit-if-changed) ;;
    esac
    java=${TOOLCHAIN_JAVA_HOME:?run by Maven}/bin/java
    if ! "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar "$formatter" "${options[@]}" @target/tools/to-format; then
        echo "The files above are not formatted. Remedy: mvn -q -Pformat process-sources" >&2
        exit 1
    fi
fi
mv "$passed.now" "$passed"
