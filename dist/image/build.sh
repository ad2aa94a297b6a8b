#!/usr/bin/env bash
# Builds the runtime image: a folder that runs wherever it is put, with its own small JDK.
#   build.sh FAT.jar IMAGE MODULE,MODULE… BUILD-START
#
#   IMAGE/bin/osbctl             the launcher
#   IMAGE/bin/java, lib/, conf/  the JDK, as far as MODULE… need it
#   IMAGE/lib/osbctl-HASH.jar    the program
#   IMAGE/lib/osbctl-HASH.aot    its classes as the JVM keeps them in memory, and what it learnt of them in a training run
#
# The JVM does not notice when a cache belongs to another JAR, and would silently run the old code. So both carry the hash
# of the JAR in their names, and a common time stamp by which the launcher sees that nobody replaced one of them.
set -euo pipefail
jar=$1 image=$2 modules=$3 started=$4
here=$(cd "$(dirname "$0")" && pwd)
jdk=${TOOLCHAIN_JAVA_HOME:?run by Maven, which knows the JDK}

die() {
    echo "image: $*" >&2
    exit 1
}

# The JDK part takes longest and changes least: kept until modules or JDK change. Not below IMAGE, which is shipped.
runtime=$image-runtime
key="$modules $(cksum < "$jdk/release")"
if [ "$(cat "$runtime/key" 2> /dev/null)" != "$key" ]; then
    rm -rf "$runtime"
    mkdir -p "$runtime"
    "$jdk/bin/jlink" --add-modules "$modules" --output "$runtime/jdk" \
        --strip-java-debug-attributes --no-header-files --no-man-pages > "$runtime/log" 2>&1 \
        || { cat "$runtime/log" >&2; die "jlink failed"; }
    echo "$key" > "$runtime/key"
fi

# Made aside and renamed, so that nobody ever starts half an image.
new=$image.new
rm -rf "$new"
cp -a "$runtime/jdk" "$new"
sum=$(sha256sum "$jar")
hash=${sum:0:16}
app=$new/lib/osbctl-$hash
cp "$jar" "$app.jar"

# What the launcher passes for short commands must fit what is passed here: garbage collector and class path.
# Relative names: the JVM hands them to a second process in a variable that it splits at blanks.
log=$image-training.log
(
    cd "$new/lib"
    unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
    exec ../bin/java -XX:+UseSerialGC -XX:AOTCacheOutput="osbctl-$hash.aot" -cp "osbctl-$hash.jar" org.osbctl.cli.Training
) > "$log" 2>&1 < /dev/null || { cat "$log" >&2; die "the training run failed"; }
[ -s "$app.aot" ] || { cat "$log" >&2; die "the training run left no cache"; }
# The JDK's own archives, replaced by ours.
rm -f "$new"/lib/server/*.jsa

# One time stamp for the pair, of the past, and made of the hash: another JAR would not have it even if it was copied
# with its time.
stamp=@$((1577836800 + 0x${hash:0:6}))
touch -d "$stamp" "$app.jar"
touch -r "$app.jar" "$app.aot"

sed "s/@HASH@/$hash/" "$here/osbctl.sh" > "$new/bin/osbctl"
chmod 755 "$new/bin/osbctl"
# What is newer than this is not in the image; see dist/osbctl.
touch -d "$started" "$new/bin/osbctl"

rm -rf "$image"
mv "$new" "$image"
