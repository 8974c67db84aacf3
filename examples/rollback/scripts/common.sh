# What every script here knows: where the shop lives, and that each change leaves a line.
set -eu

place=${PARAM_PLACE:-out/services}
mkdir -p "$place"

# What was there before this run changed it, kept once: an attempt that is repeated must not take
# its own half for what was there. A mark of its own says that there was nothing.
saved=$place/.before/$PHASEROLLOUT_RUN

keep() {
  mkdir -p "$saved"
  if [ ! -e "$saved/$1" ] && [ ! -e "$saved/$1.absent" ]; then
    if [ -e "$place/$1" ]; then
      cp "$place/$1" "$saved/$1.new"
      mv "$saved/$1.new" "$saved/$1"
    else
      : >"$saved/$1.absent"
    fi
  fi
}

# One rename puts it in place, so nobody ever reads half of it.
put() {
  cat >"$place/$1.new"
  mv "$place/$1.new" "$place/$1"
}

note() {
  echo "$*" >>"$place/log.txt"
  echo "$*"
}
