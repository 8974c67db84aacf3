# E3: the scripts that promote a version and take it back, and the list that people go through.
set -eu

cd "$PARAM_WORKSPACE"
mkdir -p scripts/infra docs/operations

cat >scripts/infra/deploy.sh <<'END'
# Serves VERSION in ENVIRONMENT from now on: sh scripts/infra/deploy.sh ENVIRONMENT VERSION
set -eu

environment=environments/$1
mkdir -p "$environment"
rm -rf "$environment/$2.part"
mkdir "$environment/$2.part"
cp -R packages config "$environment/$2.part"
rm -rf "$environment/$2"
mv "$environment/$2.part" "$environment/$2"
if [ -f "$environment/serving" ] && [ "$(cat "$environment/serving")" != "$2" ]; then
  cp "$environment/serving" "$environment/before"
fi
echo "$2" >"$environment/serving.new"
mv -f "$environment/serving.new" "$environment/serving"
END

cat >scripts/infra/rollback.sh <<'END'
# Serves in ENVIRONMENT what was served before: sh scripts/infra/rollback.sh ENVIRONMENT
set -eu

environment=environments/$1
[ -f "$environment/before" ] || { echo "$1 has served nothing before" >&2; exit 1; }
cp "$environment/before" "$environment/serving.new"
mv -f "$environment/serving.new" "$environment/serving"
END

cat >scripts/infra/smoke.sh <<'END'
# Asks what ENVIRONMENT serves for its health: sh scripts/infra/smoke.sh ENVIRONMENT
set -eu

version=$(cat "environments/$1/serving")
cd "environments/$1/$version"
answer=$(sh packages/api/handle.sh GET /health)
echo "$1 $version: $answer"
[ "${answer%% *}" = 200 ]
END

cat >docs/operations/release-checklist.md <<'END'
# Release checklist

1. Staging serves the version, and its smoke test is green.
2. The rollback was rehearsed on staging: `sh scripts/infra/rollback.sh staging`.
3. Production serves the version, and its smoke test is green.
4. To go back: `sh scripts/infra/rollback.sh production`.
END
echo "wrote scripts/infra and the release checklist"
