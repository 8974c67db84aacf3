# deploy.sh SERVICE: from now on the service is the one of this release.
. scripts/common.sh

keep "$1"
echo "$PHASEROLLOUT_RELEASE" | put "$1"
note "run $PHASEROLLOUT_RUN: deploy $1 $PHASEROLLOUT_RELEASE"
