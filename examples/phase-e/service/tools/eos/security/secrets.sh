# The secrets that the code asks for: documented, and in the example without a value.
set -eu

mkdir -p docs/security
secrets=$(sed -n 's/.*secret(env, "\([A-Z_]*\)").*/\1/p' packages/api/src/devnet/api/Settings.java)
{
  cat <<'END'
# Secrets

No secret is in the repository: `sh tools/checks/secrets.sh` looks. Values are in the secret store of each environment,
are replaced every 90 days, and at once when somebody leaves.

| secret | whose | comes from |
|---|---|---|
END
  for secret in $secrets; do
    echo "| \`$secret\` | the service | the secret store of the environment, entry \`devnet/$secret\` |"
  done
} >docs/security/secrets-management.md
{
  echo '# Copy to .env and fill in. .env never goes into the repository.'
  sed -n 's/.*getOrDefault("\(DEVNET_[A-Z]*\)", "\(.*\)").*/\1=\2/p' \
    packages/api/src/devnet/api/Settings.java
  for secret in $secrets; do
    echo "$secret="
  done
} >.env.example
