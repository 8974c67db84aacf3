# Every decision has a state, and whoever is new is led to every runbook.
set -eu

for adr in docs/adr/0*.md; do
  grep -qE '^Status: (accepted|superseded|rejected)' "$adr" \
    || { echo "$adr: found no final status" >&2; exit 1; }
  grep -qF "($(basename "$adr"))" docs/adr/README.md \
    || { echo "docs/adr/README.md: found no link to $adr" >&2; exit 1; }
done
for runbook in docs/runbooks/*.md; do
  grep -qF "($(basename "$(dirname "$runbook")")/$(basename "$runbook"))" docs/onboarding.md \
    || { echo "docs/onboarding.md: found no link to $runbook" >&2; exit 1; }
done
