#!/usr/bin/env bash
# Builds the runtime image: a folder that runs wherever it is put, with its own small JDK.
#   build.sh FAT.jar IMAGE MODULE,MODULE… BUILD-START
#
#   IMAGE/bin/osbctl             the launcher
#   IMAGE/bin/java, lib/, conf/  the JDK, as far as MODULE… need it
#   IMAGE/lib/osbctl-HASH.jar    the program
#   IMAGE/lib/osbctl-HASH.aot    its classes as the JVM keeps them in memory, and what it learnt of them in a training run
#   IMAGE/lib/osbctl-HASH-quick.aot  the same for commands that are over in a moment
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

# An image without launcher is not taken for one by anybody: it comes last.
rm -rf "$image"
cp -a "$runtime/jdk" "$image"
unpacked=$image-jar
rm -rf "$unpacked"
mkdir -p "$unpacked/all"
(cd "$unpacked/all" && "$jdk/bin/jar" --extract --file "$jar")

# SQLite's native library, which its driver would take out of the JAR into the temporary folder at every start. The JAR
# of an image for one system needs those of others no more.
case $(uname -s)-$(uname -m) in
    Linux-x86_64) library=Linux/x86_64/libsqlitejdbc.so ;;
    Linux-aarch64) library=Linux/aarch64/libsqlitejdbc.so ;;
    Darwin-x86_64) library=Mac/x86_64/libsqlitejdbc.dylib ;;
    Darwin-arm64) library=Mac/aarch64/libsqlitejdbc.dylib ;;
    *) library= ;; # the driver looks for it in the JAR
esac
natives=$unpacked/all/org/sqlite/native
if [ -n "$library" ] && [ "$(ldd --version 2>&1 | grep -ci musl)" = 0 ]; then
    cp "$natives/$library" "$image/lib/"
    chmod 755 "$image/lib/${library##*/}"
    rm -r "$natives"
fi

# The same JAR, not compressed: what packs the image packs it better as one, and the JVM has nothing to inflate.
(cd "$unpacked/all" \
    && find . -type f ! -path ./META-INF/MANIFEST.MF | LC_ALL=C sort > ../list \
    && "$jdk/bin/jar" --create --no-compress --date=2026-01-01T00:00:00Z --manifest META-INF/MANIFEST.MF \
        --file ../stored.jar @../list)
sum=$(sha256sum "$unpacked/stored.jar")
hash=${sum:0:16}
app=$image/lib/osbctl-$hash
mv "$unpacked/stored.jar" "$app.jar"
rm -rf "$unpacked"

# The JAR's time, made of the hash: another JAR would not have it even if it was copied with its time. Before the training,
# whose cache remembers it.
stamp=@$((1577836800 + 0x${hash:0:6}))
touch -d "$stamp" "$app.jar"

# In its place and by its full name: for each class of the cache the JVM looks up the file it came from, as named here,
# and looks again for the next class when there is none. An image moved elsewhere works, some milliseconds slower.
# In two steps, because in one the JVM hands the names to its second half in a variable that it splits at blanks.
# The launcher must name the same garbage collector and class path. Without what it learnt of the methods: that is for the
# second compiler, which few commands use, and takes a third of the cache.
train() { # CACHE CLASS
    unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
    local home=$image-training
    rm -rf "$home"
    local options=(-XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining
        --enable-native-access=ALL-UNNAMED -XX:AOTConfiguration="$app.conf" -cp "$app.jar")
    "$image/bin/java" -XX:AOTMode=record "${options[@]}" "$2" "$home" \
        && "$image/bin/java" -XX:AOTMode=create "${options[@]}" -XX:AOTCache="$1" \
        && rm "$app.conf"
}
# Two caches: every class in a cache costs at each start, used or not, so commands that are over in a moment have their
# own.
log=$image-training.log
: > "$log"
for pair in "$app.aot org.osbctl.cli.Training" "$app-quick.aot org.osbctl.cli.QuickTraining"; do
    cache=${pair% *}
    (train "$cache" "${pair##* }") >> "$log" 2>&1 < /dev/null || { cat "$log" >&2; die "the training run failed"; }
    [ -s "$cache" ] || { cat "$log" >&2; die "the training run left no cache"; }
done
# The JDK's own archives, replaced by ours.
rm -f "$image"/lib/server/*.jsa

# One time stamp for the pair, by which the launcher knows that they belong together.
touch -r "$app.jar" "$app.aot" "$app-quick.aot"

sed "s/@HASH@/$hash/" "$here/osbctl.sh" > "$image/bin/osbctl.new"
chmod 755 "$image/bin/osbctl.new"
# What is newer than this is not in the image; see dist/osbctl.
touch -d "$started" "$image/bin/osbctl.new"
mv "$image/bin/osbctl.new" "$image/bin/osbctl"
