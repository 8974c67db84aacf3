# deploy.sh ENVIRONMENT: from now on it serves this release.
. scripts/common.sh

# What was there before this run is kept once: an attempt that is repeated must not take its own
# work for it.
before=$services/$1.before-$PHASEROLLOUT_RUN
if [ ! -e "$before" ]; then
  cp "$services/$1" "$before.new"
  mv "$before.new" "$before"
fi

release=$PHASEROLLOUT_RELEASE
if [ "${PARAM_FAULT:-false}" = true ]; then
  release="$release fault"
fi
echo "$release" | serve "$1"
