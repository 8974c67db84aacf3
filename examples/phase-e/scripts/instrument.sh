# E1: structured logs with a correlation id, counted requests, a health probe, written objectives.
set -eu

cd "$PARAM_WORKSPACE"
mkdir -p packages/infrastructure docs/operations

cat >packages/infrastructure/observe.sh <<'END'
# Serves one request and leaves a log line: sh packages/infrastructure/observe.sh ID METHOD PATH [TOKEN]
set -eu

id=$1
shift
answer=$(sh packages/api/handle.sh "$@")
mkdir -p var
printf '{"correlationId": "%s", "method": "%s", "path": "%s", "status": %s}\n' \
  "$id" "$1" "$2" "${answer%% *}" >>var/requests.jsonl
echo "$answer"
END

cat >packages/infrastructure/metrics.sh <<'END'
# Counts requests by route and status, in the text format of Prometheus.
set -eu

echo '# TYPE http_requests_total counter'
[ ! -f var/requests.jsonl ] || sed 's/.*"method": "\(.*\)", "path": "\(.*\)", "status": \(.*\)}/\1 \2 \3/' \
  var/requests.jsonl | sort | uniq -c | while read -r count method path status; do
  printf 'http_requests_total{method="%s",path="%s",code="%s"} %s\n' \
    "$method" "$path" "$status" "$count"
done
END

cat >docs/operations/slo.md <<'END'
# Service level objectives

| route | SLO | alert when |
|---|---|---|
| all | 99.9 % of requests without a server error, over 30 days | 2 % of the budget is spent in one hour |
| GET /health | answers within 200 ms | it fails three times in a row |
END
echo "instrumented the service in $(pwd)"
