# No dependency that an advisory names.
set -eu

advisories=0
while read -r name version text; do
  if grep -qx "$name $version" "$PARAM_WORKSPACE/config/dependencies.txt"; then
    echo "$name $version: $text" >&2
    advisories=$((advisories + 1))
  fi
done <advisories.txt
echo "$(wc -l <"$PARAM_WORKSPACE/config/dependencies.txt" | tr -d ' ') dependencies, $advisories advisories"
[ "$advisories" -eq 0 ]

printf '{"advisories": "%s"}' "$advisories" >"$PHASEROLLOUT_OUTPUTS"
