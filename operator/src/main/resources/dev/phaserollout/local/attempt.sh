# Runs one attempt of a step: sh attempt.sh FOLDER JOB GRACE COMMAND [ARGUMENT…]
#
# FOLDER is the attempt's own. What it holds afterwards is the truth about the attempt, whoever was
# killed when: no "claim" = never started; "claim" and "exit" = ended; "claim" alone = at work while
# the process that it names lives, else nobody can know.
#
# The script leads a session of its own, so a Ctrl-C on the terminal does not reach it. The command
# leads another, so that it can be ended with all that it started while the script stays to record.
#   first TERM: the command gets TERM, and KILL after GRACE seconds; second TERM: KILL at once.
#
# Ends with 75 when the attempt was claimed before, with 74 when it could not be claimed, with 73
# when it ran and there was no place to record how it ended.

prl_folder=$1 prl_job=$2 prl_grace=$3
shift 3

prl_child= prl_reaper= prl_stopping=

prl_session() {
  if [ "$prl_setsid" ]; then
    exec setsid -- "$@"
  fi
  exec perl -MPOSIX=setsid -e 'setsid(); exec { $ARGV[0] } @ARGV or exit 127' -- "$@"
}

# A process id alone is not enough: it is given to somebody else later, or after a reboot.
prl_birth() {
  if read -r prl_stat 2>/dev/null <"/proc/$$/stat"; then
    read -r prl_boot </proc/sys/kernel/random/boot_id
    set -- ${prl_stat##*) }
    prl_birth=$prl_boot.${20}
  else
    prl_birth=$(LC_ALL=C TZ=UTC ps -o lstart= -p $$)
  fi
}

# Not "command -v": that knows the shell's own words too, such as exit, which are no programs.
prl_on_path() {
  prl_found=1
  set -f
  IFS=:
  for prl_dir in ${PATH-/bin:/usr/bin}; do
    if [ -f "${prl_dir:-.}/$1" ] && [ -x "${prl_dir:-.}/$1" ]; then
      prl_found=0
      break
    fi
  done
  unset IFS
  set +f
  return "$prl_found"
}

prl_end() {
  kill -s "$1" -- "-$prl_child" 2>/dev/null || kill -s "$1" "$prl_child" 2>/dev/null
}

prl_stop() {
  if [ -z "$prl_child" ]; then
    prl_stopping=1
  elif [ -z "$prl_reaper" ]; then
    prl_end TERM
    prl_session sh -c 'sleep "$1"; kill -s KILL -- "-$2"' sh "$prl_grace" "$prl_child" 2>/dev/null &
    prl_reaper=$!
  else
    prl_end KILL
  fi
}

trap prl_stop TERM INT HUP
if command -v setsid >/dev/null; then prl_setsid=1; else prl_setsid=; fi
prl_birth

set -C
printf 'job=%s\npid=%s\nbirth=%s\nend\n' "$prl_job" "$$" "$prl_birth" \
  2>/dev/null >"$prl_folder/claim" || {
  [ -e "$prl_folder/claim" ] && exit 75
  exit 74
}
set +C

exec >"$prl_folder/log" 2>&1

prl_reason=
case $1 in
  */*)
    if [ ! -e "$1" ]; then prl_reason=CommandNotFound
    elif [ -d "$1" ]; then prl_reason=CommandIsFolder
    elif [ ! -f "$1" ] || [ ! -x "$1" ]; then prl_reason=CommandNotExecutable
    fi ;;
  *) prl_on_path "$1" || prl_reason=CommandNotFound ;;
esac

case $prl_reason in
  CommandNotFound) prl_code=127 ;;
  CommandNotExecutable | CommandIsFolder) prl_code=126 ;;
  *)
    prl_session "$@" &
    prl_child=$!
    if [ "$prl_stopping" ]; then prl_stop; fi
    while :; do
      wait "$prl_child"
      prl_code=$?
      # A wait that a signal cut short has not seen the command end.
      if [ "$prl_code" -le 128 ] || ! kill -s 0 "$prl_child" 2>/dev/null; then break; fi
    done
    if [ "$prl_reaper" ]; then
      kill -s KILL -- "-$prl_reaper" 2>/dev/null || kill -s KILL "$prl_reaper" 2>/dev/null
    fi
    # As in a container: when the command has ended, what it left running ends too.
    if kill -s KILL -- "-$prl_child" 2>/dev/null && [ -z "$prl_reaper" ]; then
      echo "phaserollout: ended what the step had left running in the background"
    fi ;;
esac

printf '%s\n' "$prl_code $prl_reason" 2>/dev/null >"$prl_folder/exit" || exit 73
