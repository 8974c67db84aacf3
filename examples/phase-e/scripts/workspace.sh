# The workspace guard: makes the sample workspace where there is none, and refuses one that is
# something else or lacks a standard.
set -eu

if [ ! -e "$PARAM_WORKSPACE" ]; then
  mkdir -p "$(dirname "$PARAM_WORKSPACE")"
  cp -R service "$PARAM_WORKSPACE"
  echo "created the sample workspace in $PARAM_WORKSPACE"
fi

cd "$PARAM_WORKSPACE"
if [ ! -f packages/api/routes.txt ]; then
  echo "$PARAM_WORKSPACE is no workspace of the service: packages/api/routes.txt is missing." >&2
  echo "Name another folder with --param workspace=..., or move this one away." >&2
  exit 1
fi

missing=0
for standard in "$SECURITY_STANDARD" "$OBSERVABILITY_STANDARD" "$DEPLOYMENT_STANDARD" \
  "$DOCUMENTATION_STANDARD"; do
  if [ ! -f "$standard" ]; then
    echo "standard $standard is missing" >&2
    missing=$((missing + 1))
  fi
done
[ "$missing" -eq 0 ]
echo "workspace ready at $(pwd)"
