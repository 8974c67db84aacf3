# Adds a line about this run to out/journal.txt.
set -eu

mkdir -p out
line="run $PHASEROLLOUT_RUN of $PHASEROLLOUT_RELEASE: $PHASEROLLOUT_RESULT"
echo "$line" >>out/journal.txt
echo "$line"
