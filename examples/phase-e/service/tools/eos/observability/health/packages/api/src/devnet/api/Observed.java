package devnet.api;

import devnet.infrastructure.JsonLog;
import devnet.infrastructure.Metrics;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What goes round the routes so that the service can be watched: each request gets its context, a
 * line in the log and its place in the metrics. Answers to {@code /metrics} and {@code
 * /health/ready} itself.
 */
final class Observed implements Handler {

  private final Handler inner;
  private final JsonLog log;
  private final CoreMetrics metrics = new CoreMetrics(new Metrics());
  private final Runnable readiness;

  private Observed(Handler inner, JsonLog log, Runnable readiness) {
    this.inner = inner;
    this.log = log;
    this.readiness = readiness;
  }

  /**
   * Watches a handler.
   *
   * @param readiness fails with its reason where the service cannot do its work
   */
  static Observed over(Handler inner, PrintStream log, Runnable readiness) {
    return new Observed(inner, new JsonLog(log, Clock.systemUTC()), readiness);
  }

  @Override
  public Response handle(Request request) {
    RequestContext context = RequestContext.of(request);
    long begin = System.nanoTime();
    Response response = answer(request);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    metrics.record(request, response, took);
    log.line(context.correlationId(), "request", fields(request, response, context, took));
    return response
        .with("x-correlation-id", context.correlationId())
        .with("traceparent", context.traceparent());
  }

  private Response answer(Request request) {
    if (!request.method().equals("GET")) {
      return inner.handle(request);
    }
    return switch (request.path()) {
      case "/metrics" -> Response.text(200, "text/plain; version=0.0.4", metrics.text());
      case "/health/ready" -> ready();
      default -> inner.handle(request);
    };
  }

  private Response ready() {
    try {
      readiness.run();
      return Response.json(200, "{\"status\":\"ready\"}");
    } catch (RuntimeException unready) {
      return Response.error(503, String.valueOf(unready.getMessage()));
    }
  }

  private static Map<String, String> fields(
      Request request, Response response, RequestContext context, Duration took) {
    Map<String, String> fields = new TreeMap<>();
    fields.put("method", request.method());
    fields.put("path", request.path());
    fields.put("status", String.valueOf(response.status()));
    fields.put("micros", String.valueOf(took.toNanos() / 1000));
    fields.put("traceId", context.traceId());
    return fields;
  }
}
