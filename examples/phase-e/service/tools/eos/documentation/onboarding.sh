# The guide for whoever is new, with every runbook that there is.
set -eu

{
  cat <<'END'
# Onboarding

1. Read the [README](../README.md), then the [decisions](adr/README.md).
2. `sh tools/test.sh` runs all tests; `sh tools/load.sh` puts load on the service.
3. Copy `.env.example` to `.env`, and ask for the [secrets](security/secrets-management.md) of staging.
4. Read what is [watched](operations/observability.md), and what customers may [expect](operations/slo.md).
5. Before you are on call, walk through each runbook:

END
  for runbook in docs/runbooks/*.md; do
    echo "   * $(sed -n '1s/^# Runbook: //p' "$runbook"): [$(basename "$runbook" .md)](runbooks/$(basename "$runbook"))"
  done
} >docs/onboarding.md
