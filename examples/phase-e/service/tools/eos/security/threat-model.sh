# A row for each route that needs a role, from the routes themselves.
set -eu

mkdir -p docs/security
{
  cat <<'END'
# Threat model

Whoever calls is a stranger until a token says otherwise. A flow is high-risk when it changes the books.

| flow | needs | threat | answer |
|---|---|---|---|
END
  sed -n 's/^ *\([A-Z_]*\)("\(.*\)", "\(.*\)", Role\.\([A-Z]*\))[,;]$/\2 \3 \4/p' \
    packages/api/src/devnet/api/Route.java | while read -r method path role; do
    case $role in
      GUEST) ;;
      USER) echo "| $method $path | user | reads what belongs to others | the role is checked before the route answers, what is sent has limits |" ;;
      *) echo "| $method $path | $(echo "$role" | tr '[:upper:]' '[:lower:]') | high-risk: a stolen token changes the books | short-lived tokens, every call in the log with its correlation id |" ;;
    esac
  done
  cat <<'END'

What is open to everybody tells nothing about anybody: page, script, health, and the sign-in itself.
END
} >docs/security/threat-model.md
