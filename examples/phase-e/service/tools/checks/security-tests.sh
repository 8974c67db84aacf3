# Authorization and input validation have tests of their own.
set -eu

for test in AuthorizationRegressionTest InputValidationTest; do
  find packages -name "$test.java" | grep -q . || { echo "found no $test" >&2; exit 1; }
done
