# Main starts the service with its limits, inside of what observes it: a refusal is seen too.
set -eu

main=packages/api/src/devnet/api/Main.java
grep -q 'new Limited' "$main" || {
  sed -e 's|^    // What goes round the routes.*|&\
    handler = new Limited(handler);|' "$main" >.main.new
  cat .main.new >"$main"
  rm .main.new
}
grep -q 'new Limited' "$main" \
  || { echo "$main: found no place for the limits, expected its comment" >&2; exit 1; }
