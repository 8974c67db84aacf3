package devnet.api;

import devnet.infrastructure.Metrics;
import java.time.Duration;

/** What is measured of the core use cases. docs/operations/observability.md explains each series. */
final class CoreMetrics {

  private final Metrics metrics;

  CoreMetrics(Metrics metrics) {
    this.metrics = metrics;
  }

  void record(Request request, Response response, Duration took) {
    metrics.count(
        "devnet_requests",
        "route=\"" + route(request, response) + "\",status=\"" + response.status() + "\"");
    if (Route.SIGN_IN.takes(request)) {
      // The success rate is that of one label in both.
      metrics.count("auth_sign_ins", "outcome=\"" + outcome(response) + "\"");
    }
    if (Route.SYNC_BILLING.takes(request)) {
      metrics.took("billing_sync_latency", took);
    }
    if (Route.ASK.takes(request)) {
      metrics.took("ai_request_duration", took);
    }
  }

  String text() {
    return metrics.text();
  }

  /** A path that nobody knows could be anything, and there are too many of them. */
  private static String route(Request request, Response response) {
    return response.status() == 404 ? "other" : request.path();
  }

  private static String outcome(Response response) {
    return response.status() == 200 ? "success" : "failure";
  }
}
