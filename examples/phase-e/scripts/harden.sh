# E2: a threat model of the routes that there are, dependencies without advisories, a list of the
# secrets that the service wants.
set -eu

here=$(pwd)
cd "$PARAM_WORKSPACE"
mkdir -p docs/security

{
  echo '# Threat model'
  echo
  echo '| flow | who may | threat | answer |'
  echo '|---|---|---|---|'
  while read -r method path role; do
    case $role in
      public) echo "| $method $path | everybody | flooding | rate limit at the edge |" ;;
      user) echo "| $method $path | users | somebody else's data | token decides the owner |" ;;
      *) echo "| $method $path | $role | stolen token | high-risk flow: short-lived tokens, audit log |" ;;
    esac
  done <packages/api/routes.txt
} >docs/security/threat-model.md

# Every dependency that an advisory names moves to the version that mends it.
while read -r name version text; do
  fixed=${text##*fixed in }
  sed "s/^$name $version\$/$name $fixed/" config/dependencies.txt >config/dependencies.new
  mv -f config/dependencies.new config/dependencies.txt
done <"$here/advisories.txt"

{
  echo '# Copy to .env and fill in; .env itself never goes into the tree.'
  sed -n 's/.*\${\(API_[A-Z_]*\):-}.*/\1=/p' packages/api/*.sh | sort -u
} >.env.example

cat >docs/security/secrets.md <<'END'
# Secrets

Secrets come from the environment: their names are in `.env.example`, their values in the secret
store of each environment. They are rotated every 90 days and whenever somebody leaves.
END
echo "hardened the service in $(pwd)"
