# restore.sh ENVIRONMENT: it serves again what it served before this run.
. scripts/common.sh

before=$services/$1.before-$PHASEROLLOUT_RUN
if [ -e "$before" ]; then
  serve "$1" <"$before"
fi
