# Sends a request to every route and wants to find each in log and metrics.
set -eu

cd "$PARAM_WORKSPACE"
for deliverable in packages/infrastructure/observe.sh packages/infrastructure/metrics.sh \
  docs/operations/slo.md; do
  [ -f "$deliverable" ] || missing="${missing:-} $deliverable"
done
if [ "${missing:-}" ]; then
  echo "missing deliverables of observability:$missing" >&2
  exit 1
fi

rm -f var/requests.jsonl
requests=0
while read -r method path role; do
  requests=$((requests + 1))
  answer=$(sh packages/infrastructure/observe.sh "check-$requests" "$method" "$path")
  echo "check-$requests $method $path ($role): $answer"
done <packages/api/routes.txt

logged=$(grep -c '"correlationId": "check-' var/requests.jsonl)
counted=$(sh packages/infrastructure/metrics.sh | awk '/^http_requests_total/ { n += $2 } END { print n }')
coverage=$((100 * logged / requests))
echo "$requests requests, $logged logged, $counted counted"
if [ "$logged" -ne "$requests" ] || [ "$counted" -ne "$requests" ]; then
  echo "expected every request in log and metrics" >&2
  exit 1
fi

printf '{"requests": "%s", "coverage": "%s"}' "$requests" "$coverage" >"$PHASEROLLOUT_OUTPUTS"
