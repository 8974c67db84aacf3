# Writes what this run has done: out/report.md.
set -eu

cat >out/report.md <<END
# $PARAM_TITLE $PHASEROLLOUT_RELEASE

- $PAGES pages, $WORDS words in the index, $LINKS links followed
- packed in $BYTES bytes
- visitors were served $BEFORE before
- run $PHASEROLLOUT_RUN of rollout $PHASEROLLOUT_NAME
END
cat out/report.md
