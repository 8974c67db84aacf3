# Whether the inner layers are complete: sh tools/layers.sh
#
# Every port of the domain has an adapter in infrastructure; the domain knows nothing of what is
# around it, infrastructure nothing of the API; and the plan has no open feature of either.
. tools/java.sh

compile_service
open=0
miss() {
  echo "open: $1" >&2
  open=$((open + 1))
}

for port in $(grep -l '^/\*\* Port:' $(find packages/domain/src -name '*.java')); do
  name=$(basename "$port" .java)
  grep -rqE "implements ([A-Za-z]+, )*$name( |,)" packages/infrastructure/src \
    || miss "port $name of the domain has no adapter in packages/infrastructure"
done

jdeps -v .build/main | awk '{ print $1, $3 }' | grep '^devnet' >.build/uses.txt
outside() {
  grep -E "^devnet\.$1\..* devnet\.($2)\." .build/uses.txt >.build/outside.txt || return 0
  while read -r from to; do
    miss "$from knows $to, which is further out"
  done <.build/outside.txt
}
outside domain 'infrastructure|api'
outside infrastructure api

grep -nE '^- \[ \] (domain|infrastructure):' freshstart/refined-plan/implementation-plan.md \
  >.build/plan.txt || true
while IFS= read -r line; do
  miss "the plan, line $line"
done <.build/plan.txt

echo "$open things are open in domain and infrastructure"
outputs "{\"open\": \"$open\"}"
