# Sends all visitors to this release.
. scripts/common.sh

keep traffic
echo "100% $PHASEROLLOUT_RELEASE" | put traffic
note "run $PHASEROLLOUT_RUN: traffic to $PHASEROLLOUT_RELEASE"
