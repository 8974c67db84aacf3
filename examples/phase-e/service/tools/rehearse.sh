# Walks the way back on staging, and forward again, with a smoke test after each.
set -eu

export PLACE="$PARAM_PLACE" RUN="$PHASEROLLOUT_RUN-rehearsal"
release=$PHASEROLLOUT_RELEASE
sh scripts/infra/deploy.sh staging "$release-rehearsal"
sh scripts/infra/smoke.sh staging
sh scripts/infra/rollback.sh staging
sh scripts/infra/smoke.sh staging
rm -rf "$PLACE/staging/releases/$release-rehearsal"
serving=$(cat "$PLACE/staging/serving")
[ "$serving" = "$release" ] || {
  echo "after the rollback staging serves $serving, expected $release" >&2
  exit 1
}
