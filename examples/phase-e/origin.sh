# Makes the bare repository of the sample, with the state after Phase D: sh origin.sh TARGET
#
# Its first commit is the same on every machine and on a cluster, whoever makes it.
set -eu

target=$1
service=$(dirname -- "$(readlink -f -- "$0")")/service

# No configuration of whoever calls: a hook, a filter or a signature would make another commit.
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
export GIT_AUTHOR_NAME=devnet GIT_AUTHOR_EMAIL=devnet@example.com
export GIT_AUTHOR_DATE=2026-01-02T03:04:05Z
export GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL
export GIT_COMMITTER_DATE=$GIT_AUTHOR_DATE

rm -rf "$target.new"
git init -q --bare "$target.new"
repository() {
  git --git-dir="$target.new" -c core.autocrlf=false -c core.fileMode=false "$@"
}
repository symbolic-ref HEAD refs/heads/main
repository --work-tree="$service" add -A "$service"
repository --work-tree="$service" commit -q -m "feat(phase-d): API and frontend integrated"
rm "$target.new/index"
mv "$target.new" "$target"
