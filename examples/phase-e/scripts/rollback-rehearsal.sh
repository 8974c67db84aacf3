# Goes back on staging and forward again, with a smoke test after each.
set -eu

cd "$PARAM_WORKSPACE"
rehearsal=$PHASEROLLOUT_RELEASE-rehearsal
sh scripts/infra/deploy.sh staging "$rehearsal"
sh scripts/infra/smoke.sh staging
sh scripts/infra/rollback.sh staging
sh scripts/infra/smoke.sh staging

serving=$(cat environments/staging/serving)
rm -rf "environments/staging/$rehearsal"
[ "$serving" = "$PHASEROLLOUT_RELEASE" ] || {
  echo "after the rollback staging serves $serving, expected $PHASEROLLOUT_RELEASE" >&2
  exit 1
}
echo "went back to $serving"
