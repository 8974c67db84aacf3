# One of the scripts of scripts/infra, as the rollout calls it: sh tools/promote.sh SCRIPT ENVIRONMENT
set -eu

script=$1 environment=$2
export PLACE="$PARAM_PLACE" RUN="$PHASEROLLOUT_RUN"
mkdir -p "$PLACE"
if [ "$environment/$PARAM_FAILPRODUCTION" = production/true ]; then
  # As if production had been given the address of a ledger that was moved.
  export LEDGER=moved/ledger.csv
fi
sh "scripts/infra/$script.sh" "$environment" "$PHASEROLLOUT_RELEASE"
[ "$script" != deploy ] || {
  printf '{"serving": "%s"}\n' "$(cat "$PLACE/$environment/serving")" >"$PHASEROLLOUT_OUTPUTS"
}
