# Read by the other scripts: how this repository compiles and runs Java.
set -eu

# The programs are small and short-lived: what starts fast is best.
jvm="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto"

# compile FOLDER CLASSPATH FILE…: the Java files to a folder, which is emptied before
compile() {
  rm -rf "$1"
  mkdir -p "$1"
  folder=$1 classpath=$2
  shift 2
  javac -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC --release 17 -encoding UTF-8 -Xlint:all \
    -Werror -cp "$classpath" -d "$folder" "$@"
}

# Names of files have no blanks here.
compile_service() {
  compile .build/main .build/main $(find packages -path '*/src/*' -name '*.java')
}

compile_probe() {
  compile .build/probe .build/main $(find tools/probe -name '*.java')
}

compile_tests() {
  compile .build/test .build/main \
    $(find packages -path '*/test/*' -name '*.java') $(find tools/testing -name '*.java')
}

# outputs JSON: what the rollout is told; on its own a script only prints it
outputs() {
  echo "outputs: $1"
  [ -z "${PHASEROLLOUT_OUTPUTS:-}" ] || printf '%s\n' "$1" >"$PHASEROLLOUT_OUTPUTS"
}
