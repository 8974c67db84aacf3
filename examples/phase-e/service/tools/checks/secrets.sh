# No secret lies in the repository, and .env.example names every one that the service wants.
set -eu

secrets() {
  sed -n 's/.*secret(env, "\([A-Z_]*\)").*/\1/p' packages/api/src/devnet/api/Settings.java
}

for secret in $(secrets); do
  grep -q "^$secret=\$" .env.example || {
    echo "$secret is not in .env.example, or has a value there" >&2
    exit 1
  }
  if grep -rnE "$secret *= *['\"]?[A-Za-z0-9]" packages config docs .github; then
    echo "the lines above hold a value of $secret" >&2
    exit 1
  fi
  grep -q "$secret" docs/security/secrets-management.md || {
    echo "docs/security/secrets-management.md does not say where $secret comes from" >&2
    exit 1
  }
done
[ ! -e .env ] || { echo "found .env, expected it outside of the repository" >&2; exit 1; }
echo "secrets:" $(secrets)
