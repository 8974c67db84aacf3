# The automated form of a step of Phase E: sh tools/automate.sh "SPEC"
#
# Hands the spec to the program that the parameter eosCommand names, then runs all tests on what it
# has left.
set -eu

export ENGINEERING_OS_HOME="$PARAM_ENGINEERINGOSHOME"
# A command with its words, such as "pnpm eos:run".
$PARAM_EOSCOMMAND --spec "$1"
exec sh tools/test.sh
