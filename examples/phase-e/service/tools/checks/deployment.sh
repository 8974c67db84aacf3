# Production gets what staging has served, both are smoke-tested, and there is a way back.
set -eu

for script in deploy smoke rollback; do
  sh -n "scripts/infra/$script.sh"
done
workflow=.github/workflows/deploy.yml
order=$(grep -oE '(deploy|smoke)\.sh (staging|production)' "$workflow" | tr '\n' ',')
expected='deploy.sh staging,smoke.sh staging,deploy.sh production,smoke.sh production,'
[ "$order" = "$expected" ] || { echo "$workflow: found $order expected $expected" >&2; exit 1; }
grep -q 'rollback.sh' docs/operations/release-checklist.md \
  || { echo "docs/operations/release-checklist.md: found no way back" >&2; exit 1; }
