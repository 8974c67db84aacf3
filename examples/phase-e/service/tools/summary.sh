# What the stakeholders are told: sh tools/summary.sh
#
# It goes where they find it, beside the environments; who they are is in the repository.
set -eu

shared=$PARAM_PLACE/handover
mkdir -p "$shared"
{
  echo "# Phase E, $PHASEROLLOUT_RELEASE: ${PHASEROLLOUT_RESULT:-unknown}"
  echo
  echo "Run $PHASEROLLOUT_RUN, for:"
  sed -n 's/^| \([A-Z][a-z]*\) | \(.*\) | .* |$/- \2 (\1)/p' docs/operations/stakeholders.md
  echo
  echo "| measured | |"
  echo "|---|---|"
  echo "| production serves | $(cat "$PARAM_PLACE/production/serving" 2>/dev/null || echo nothing) |"
  echo "| coverage by the tests, % | $COVERAGE |"
  echo "| availability under load, %: auth, billing, ai | $AUTH, $BILLING, $AI |"
  echo "| blocking checks of the standards | $CHECKS |"
} >"$shared/run-$PHASEROLLOUT_RUN.md"
cat "$shared/run-$PHASEROLLOUT_RUN.md"
printf '{"file": "%s"}\n' "$(printf %s "$shared/run-$PHASEROLLOUT_RUN.md" | sed 's/[\"]/\\&/g')" \
  >"$PHASEROLLOUT_OUTPUTS"
