# A decision that the release has settled is accepted; the log lists all with their status.
set -eu

secrets=docs/adr/0003-tokens-from-the-environment.md
if [ -f docs/security/secrets-management.md ]; then
  sed -e 's/^Status: proposed/Status: accepted/' \
    -e 's|^No account has a password here\..*|No account has a password here. [Where they come from](../security/secrets-management.md) is decided.|' \
    "$secrets" >.adr.new
  cat .adr.new >"$secrets"
  rm .adr.new
fi
{
  echo '# Decisions'
  echo
  echo '| decision | status |'
  echo '|---|---|'
  for adr in docs/adr/0*.md; do
    title=$(sed -n '1s/^# //p' "$adr")
    status=$(sed -n 's/^Status: //p' "$adr")
    echo "| [$title]($(basename "$adr")) | $status |"
  done
} >docs/adr/README.md
