# The final checkpoint with status, metrics and what is left open, and the end of the progress file.
set -eu

cd "$PARAM_WORKSPACE"
for deliverable in docs/runbooks/incident-response.md docs/runbooks/support.md docs/adr/README.md \
  docs/onboarding.md; do
  [ -f "$deliverable" ] || { echo "missing deliverable of documentation: $deliverable" >&2; exit 1; }
done

cat >DEVNET-CHECKPOINT.txt <<END
Phase E, release $PHASEROLLOUT_RELEASE

Status
  production serves $SERVING
Metrics
  $REQUESTS routes exercised, $COVERAGE % of their requests found in log and metrics
  $REFUSED requests without the right refused
Outstanding risks
  $ADVISORIES advisories open
  the final tag is set by hand
END

sed 's/^- \[ \] Phase E/- [x] Phase E/' DEVNET-PROGRESS.md >DEVNET-PROGRESS.new
mv -f DEVNET-PROGRESS.new DEVNET-PROGRESS.md
cat DEVNET-CHECKPOINT.txt
