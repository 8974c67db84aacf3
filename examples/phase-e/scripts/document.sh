# E4: runbooks, the log of decisions with their states, a guide for newcomers.
set -eu

cd "$PARAM_WORKSPACE"
mkdir -p docs/runbooks

cat >docs/runbooks/incident-response.md <<'END'
# Runbook: the service does not answer

1. `sh scripts/infra/smoke.sh production` says what is served and whether it is healthy.
2. `tail var/requests.jsonl` shows the last requests; follow one by its correlation id.
3. When the release is at fault: `sh scripts/infra/rollback.sh production`.
END

cat >docs/runbooks/support.md <<'END'
# Runbook: a customer is refused

A refusal is status 401 in `var/requests.jsonl`. The role that a route needs is in
`packages/api/routes.txt`; the token decides which role a customer has.
END

{
  echo '# Decisions'
  echo
  for adr in docs/adr/0*.md; do
    title=$(sed -n '1s/^# //p' "$adr")
    status=$(sed -n 's/^Status: //p' "$adr")
    [ "$status" ] || { echo "$adr has no line 'Status: ...'" >&2; exit 1; }
    echo "- [$title]($(basename "$adr")): $status"
  done
} >docs/adr/README.md

cat >docs/onboarding.md <<'END'
# Onboarding

The service is in `packages/api`, what watches it in `packages/infrastructure`, how it is deployed
in `scripts/infra`. Begin with `docs/runbooks` and the [decisions](adr/README.md).
END
echo "wrote runbooks, decisions and the onboarding guide"
