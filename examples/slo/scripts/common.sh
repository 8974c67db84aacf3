# What deploying and undoing share: where the platform keeps what is deployed, and what serves.
set -eu

services=out/services

# serve ENVIRONMENT: what comes on standard input is deployed, and serves when this returns.
serve() {
  cat >"$services/$1.new"
  wanted=$(cat "$services/$1.new")
  mv "$services/$1.new" "$services/$1"
  tries=0
  until [ "$(cat "$services/$1.serving")" = "$wanted" ]; do
    tries=$((tries + 1))
    if [ "$tries" -gt 50 ]; then
      echo "$1 still serves $(cat "$services/$1.serving") after 10 s, expected $wanted"
      exit 1
    fi
    sleep 0.2
  done
  echo "$1 serves $wanted"
}
