# Objectives have thresholds, and what is logged and counted can be put together.
set -eu

for service in auth billing ai; do
  row=$(grep -E "^\| $service \|" docs/operations/slo.md) || {
    echo "docs/operations/slo.md: found no objective of $service" >&2
    exit 1
  }
  echo "$row" | grep -qE '[0-9]+(\.[0-9]+)? %.*[0-9]+ ms.*alert' || {
    echo "docs/operations/slo.md: $service needs availability, latency and an alert: $row" >&2
    exit 1
  }
done
grep -rq correlationId packages/infrastructure/src \
  || { echo "found no correlation id in packages/infrastructure" >&2; exit 1; }
grep -rq traceparent packages/api/src \
  || { echo "found no trace context in packages/api" >&2; exit 1; }
