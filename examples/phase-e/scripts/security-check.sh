# Authorization regression: every protected route refuses everybody below its role. And no value of
# a secret lies in the tree.
set -eu

cd "$PARAM_WORKSPACE"
for deliverable in docs/security/threat-model.md docs/security/secrets.md .env.example; do
  [ -f "$deliverable" ] || { echo "missing deliverable of security: $deliverable" >&2; exit 1; }
done

export API_USER_TOKEN=user-of-this-test API_ADMIN_TOKEN=admin-of-this-test
refused=0
while read -r method path role; do
  for token in '' "$API_USER_TOKEN"; do
    case $role/$token in
      public/* | user/?*) continue ;;
    esac
    answer=$(sh packages/api/handle.sh "$method" "$path" "$token")
    case $answer in
      401*) refused=$((refused + 1)) ;;
      *) echo "$method $path let '$token' in: $answer" >&2; exit 1 ;;
    esac
  done
done <packages/api/routes.txt

if grep -rnE '(TOKEN|SECRET|PASSWORD)=[^[:space:]]+' packages config .env.example; then
  echo "the lines above hold the value of a secret; take it from the environment" >&2
  exit 1
fi
echo "$refused requests without the right were refused, no secret in the tree"

printf '{"refused": "%s"}' "$refused" >"$PHASEROLLOUT_OUTPUTS"
