# Whether the two workspaces are there: the one that is worked in, and the one for reference.
set -eu

for file in DEVNET-PROGRESS.md DEVNET-CHECKPOINT.txt package.json; do
  [ -f "$file" ] || {
    echo "found no $file in $(pwd), expected the top of the devnet workspace; complete earlier phases first" >&2
    exit 1
  }
done
[ -d "$PARAM_ENGINEERINGOSHOME" ] || {
  echo "engineeringOsHome: found no folder '$PARAM_ENGINEERINGOSHOME', expected the reference" >&2
  exit 1
}
for phase in A B C D; do
  grep -q "^- \[x\] Phase $phase:" DEVNET-PROGRESS.md || {
    echo "DEVNET-PROGRESS.md: Phase $phase is not done, expected all phases before E" >&2
    exit 1
  }
done
echo "workspace ready, reference in $PARAM_ENGINEERINGOSHOME"
