package devnet.api;

import devnet.testing.Check;
import java.util.Map;

final class RequestContextTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private static RequestContext of(Map<String, String> headers) {
    return RequestContext.of(new Request("GET", "/", headers, ""));
  }

  void what_a_caller_sends_is_kept() {
    RequestContext context =
        of(
            Map.of(
                "X-Correlation-Id", "order-7", "traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"));
    Check.same("order-7", context.correlationId());
    Check.same(TRACE, context.traceId());
    Check.contains(context.traceparent(), "00-" + TRACE + "-" + context.spanId());
  }

  void what_is_missing_or_malformed_is_made_up() {
    RequestContext context = of(Map.of("X-Correlation-Id", "a\nb", "traceparent", "00-x-y-01"));
    Check.same(36, context.correlationId().length());
    Check.same(32, context.traceId().length());
    Check.same(false, context.traceId().equals(of(Map.of()).traceId()));
  }
}
