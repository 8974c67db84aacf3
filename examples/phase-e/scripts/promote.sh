# Promotes the release to an environment and tests it there: sh scripts/promote.sh ENVIRONMENT
set -eu

environment=$1
cd "$PARAM_WORKSPACE"
[ -f scripts/infra/deploy.sh ] || { echo "missing deliverable: scripts/infra/deploy.sh" >&2; exit 1; }

if [ "$environment" = production ] \
  && [ "$(cat environments/staging/serving)" != "$PHASEROLLOUT_RELEASE" ]; then
  echo "staging does not serve $PHASEROLLOUT_RELEASE, so production does not get it" >&2
  exit 1
fi
sh scripts/infra/deploy.sh "$environment" "$PHASEROLLOUT_RELEASE"
sh scripts/infra/smoke.sh "$environment"

printf '{"serving": "%s"}' "$(cat "environments/$environment/serving")" >"$PHASEROLLOUT_OUTPUTS"
