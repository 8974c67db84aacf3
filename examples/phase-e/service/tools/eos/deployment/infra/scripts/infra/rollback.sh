# Serves in an environment what was served before: sh scripts/infra/rollback.sh ENVIRONMENT
#
# PLACE and RUN as for deploy.sh. Does nothing where the run has not touched the environment.
set -eu

environment=$PLACE/$1 run=${RUN:-by-hand}
[ -e "$environment/before/$run" ] || { echo "$1 was not touched by run $run"; exit 0; }
before=$(cat "$environment/before/$run")
if [ -n "$before" ]; then
  echo "$before" >"$environment/serving.new"
  mv -f "$environment/serving.new" "$environment/serving"
else
  rm -f "$environment/serving"
fi
rm -f "$environment/before/$run"
echo "$1 serves ${before:-nothing} again"
