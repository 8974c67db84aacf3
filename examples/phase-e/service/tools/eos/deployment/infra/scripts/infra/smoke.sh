# Asks what an environment serves for what everybody relies on: sh scripts/infra/smoke.sh ENVIRONMENT
#
# PLACE is the folder of all environments. Starts the version with the settings of the environment,
# and ends it afterwards.
set -eu

version=$(cat "$PLACE/$1/serving")
echo "$1 serves $version"
release=$PLACE/$1/releases/$version
java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$release/probe" devnet.probe.Smoke "$release"
