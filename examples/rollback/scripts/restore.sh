# restore.sh THING: what this run has changed is again what it was before.
. scripts/common.sh

if [ -e "$saved/$1.absent" ]; then
  rm -f "$place/$1"
elif [ -e "$saved/$1" ]; then
  put "$1" <"$saved/$1"
fi
note "run $PHASEROLLOUT_RUN: undo $1"
