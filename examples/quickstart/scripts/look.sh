# What visitors are served now, before anything is switched.
set -eu

served=$(sh scripts/edge.sh)
echo "the edge serves: $served"

printf '{"served": "%s"}' "$served" >"$PHASEROLLOUT_OUTPUTS"
