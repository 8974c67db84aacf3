# serves.sh ENVIRONMENT: succeeds while it serves this release.
. scripts/common.sh

serving=$(cat "$services/$1.serving")
case $serving in
  "$PHASEROLLOUT_RELEASE" | "$PHASEROLLOUT_RELEASE "*) echo "$1 serves $serving" ;;
  *)
    echo "$1 serves $serving, expected $PHASEROLLOUT_RELEASE"
    exit 1
    ;;
esac
