# Runs all tests, and measures which part of the service they reach: sh tools/test.sh
#
# In a rollout failures are an output, which a gate judges; elsewhere they are the exit code.
# JACOCO_HOME is the folder of jacocoagent.jar and jacococli.jar.
. tools/java.sh

for jar in jacocoagent.jar jacococli.jar; do
  [ -f "${JACOCO_HOME:-}/$jar" ] || {
    echo "JACOCO_HOME: found no $jar in '${JACOCO_HOME:-}', expected the folder of JaCoCo" >&2
    exit 1
  }
done

compile_service
compile_tests
rm -f .build/jacoco.exec
java $jvm "-javaagent:$JACOCO_HOME/jacocoagent.jar=destfile=.build/jacoco.exec,includes=devnet.*" \
  -cp .build/main:.build/test devnet.testing.Run .build/test | tee .build/tests.txt || true
summary=$(tail -n 1 .build/tests.txt)
case $summary in
  *' tests, '*' failures') ;;
  *) echo "found no end of the tests, expected a line with their number" >&2 && exit 1 ;;
esac
java $jvm -jar "$JACOCO_HOME/jacococli.jar" report .build/jacoco.exec --quiet \
  --classfiles .build/main --csv .build/coverage.csv

# Columns 4 and 5 count the instructions that were missed and reached. What is missed is named.
coverage=$(LC_ALL=C awk -F, '
  NR > 1 { missed += $4; reached += $5 }
  NR > 1 && $4 > 0 { print "  " $2 "." $3 ": " $4 " of " $4 + $5 " not reached" >"/dev/stderr" }
  END { printf "%.2f", 100 * reached / (missed + reached) }' .build/coverage.csv)
echo "coverage: $coverage % of the instructions"
set -- $summary
outputs "{\"tests\": \"$1\", \"failures\": \"$3\", \"coverage\": \"$coverage\"}"
[ -n "${PHASEROLLOUT_OUTPUTS:-}" ] || [ "$3" -eq 0 ]
