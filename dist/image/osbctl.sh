#!/bin/sh
# Starts osbctl on the JDK beside it. Every call pays for each process started here, so the usual way starts none.
#   OSBCTL_JAVA_OPTS   more options for the JVM, separated by blanks

self=$0
while [ -h "$self" ]; do
  link=$(readlink "$self")
  case $link in
    /*) self=$link ;;
    *) self=${self%/*}/$link ;;
  esac
done
case $self in
  */*) bin=${self%/*} ;;
  *) bin=. ;; # sh osbctl
esac
# The JVM takes the cache only if it finds the JAR by the name the cache knows, apart from what stands before both: no
# dots in between. Only a path that has some costs a process.
case $bin/ in
  [!/]* | */./* | */../* | *//*) bin=$(CDPATH='' cd -P -- "$bin" && pwd) ;;
esac
home=${bin%/bin}
[ -d "$home/lib" ] || home=$(CDPATH='' cd -P -- "$bin/.." && pwd) # a link to the folder

hash=@HASH@ # of the JAR, written here by the build of the image
jar=$home/lib/osbctl-$hash.jar
# Commands that run for seconds deserve the JVM's second compiler: validating bodies goes 2.4 times as fast with it, from
# the second second on. For all others it is a waste. Commands that are over in a moment have a smaller cache.
# How much memory a broker can make us take is not for the broker to say: without a limit, the JVM would sooner take a
# quarter of the machine's than tidy up. No limit for commands that serve, and for those that read files of the user's.
compiler=-XX:TieredStopAtLevel=1
heap='-Xms64m -Xmx224m'
cache=$home/lib/osbctl-$hash-quick.aot
previous=
for word in "$@"; do
  case $word in
    -* | catalog) ;; # what follows tells
    conform) cache=$home/lib/osbctl-$hash.aot ;;
    mock | shell)
      compiler=-XX:+TieredCompilation
      heap=
      cache=$home/lib/osbctl-$hash.aot
      break
      ;;
    provision | update | deprovision | bind | unbind | get | last-operation | last | wait | \
      instances | services | ls | bindings | rename | adopt | forget | inventory | cleanup | \
      credentials | creds | exec | demo | smoke | lint | diff | derive)
      cache=$home/lib/osbctl-$hash.aot
      break
      ;;
    judge | report | compare | baseline)
      heap=
      break
      ;;
    *)
      case $previous in
        -*) ;; # the value of an option, perhaps
        *) break ;;
      esac
      ;;
  esac
  previous=$word
done

# The JVM would use the cache of another JAR without a word and run its old code. The build gave both files one time
# stamp, which only this JAR has. Where that got lost in copying, the hash tells.
if [ -f "$cache" ]; then
  if [ "$jar" -nt "$cache" ] || [ "$jar" -ot "$cache" ]; then
    sum=$(sha256sum "$jar" 2>/dev/null || shasum -a 256 "$jar" 2>/dev/null)
    case $sum in
      "$hash"*) ;;
      *) cache= ;;
    esac
  fi
else
  cache=
fi

# Closed, standard input would be the first file the JVM opens, and its own code what is read there.
{ true 3<&0; } 2>/dev/null || exec </dev/null

# Where the locale knows no letters but ASCII's, as for cron, the JVM would put others in the place of those it is given.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
  C | POSIX)
    if [ -n "${LC_ALL-}" ]; then export LC_ALL=C.UTF-8; else export LC_CTYPE=C.UTF-8; fi
    ;;
esac

# Which of the standard streams are terminals, a thing that Java 21 cannot ask.
tty=
[ -t 0 ] && tty=0
[ -t 1 ] && tty=${tty}1
[ -t 2 ] && tty=${tty}2

# That there is a JVM at all is our own affair: what other Java programs are told is not for us, and the JVM would say on
# stderr that it has heard it.
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS

# --enable-native-access: SQLite, below the inventory, is no Java; without leave the JVM warns on stderr.
# -Xlog:disable: the JVM complains about an unfit cache on stdout, into the middle of -o json.
# ArchiveRelocationMode=0: the cache is mapped where it was made for; else every pointer in it is corrected first.
# shellcheck disable=SC2086 # the options are meant to be split
exec "$home/bin/java" -XX:+UseSerialGC "$compiler" -XX:-UsePerfData --enable-native-access=ALL-UNNAMED -Xlog:disable \
  -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 \
  $heap ${cache:+"-XX:AOTCache=$cache"} ${OSBCTL_JAVA_OPTS-} "-Dosbctl.tty=$tty" -cp "$jar" org.osbctl.cli.Main "$@"
