# The threat model has every route that needs a role, each with an answer to its threat.
set -eu

model=docs/security/threat-model.md
sed -n 's/^ *\([A-Z_]*\)("\(.*\)", "\(.*\)", Role\.\([A-Z]*\))[,;]$/\2 \3 \4/p' \
  packages/api/src/devnet/api/Route.java | while read -r method path role; do
  [ "$role" = GUEST ] && continue
  row=$(grep -F "| $method $path |" "$model") || {
    echo "$model: found no row for $method $path" >&2
    exit 1
  }
  case $row in
    *'|  |'* | *'| ? |'*) echo "$model: no answer in the row of $method $path" >&2; exit 1 ;;
  esac
done
grep -q 'high-risk' "$model" || { echo "$model: found no high-risk flow" >&2; exit 1; }
