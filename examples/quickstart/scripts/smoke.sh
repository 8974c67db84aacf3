# Asks the edge for the front page, as a visitor would, and wants the new build.
set -eu

served=$(sh scripts/edge.sh)
if [ "$served" != "$BUILD" ]; then
  echo "the edge still serves $served, expected $BUILD; it looks again soon" >&2
  exit 1
fi
echo "the edge serves $served"
