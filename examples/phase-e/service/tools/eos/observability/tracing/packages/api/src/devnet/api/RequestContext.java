package devnet.api;

import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request is followed by: the correlation id that people search for, and the trace that it
 * is part of, as W3C Trace Context has it.
 *
 * @param correlationId the caller's, or a new one
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits: this service's part
 */
record RequestContext(String correlationId, String traceId, String spanId) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9/_-]{1,64}");
  private static final Pattern TRACEPARENT =
      Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");

  /** The context of a request; what is malformed in it counts as absent. */
  static RequestContext of(Request request) {
    Matcher parent = TRACEPARENT.matcher(request.header("traceparent").orElse(""));
    return new RequestContext(
        request.header("X-Correlation-Id").filter(id -> ID.matcher(id).matches()).orElseGet(
            () -> UUID.randomUUID().toString()),
        parent.matches() ? parent.group(1) : hex() + hex(),
        hex());
  }

  private static String hex() {
    return HexFormat.of().toHexDigits(UUID.randomUUID().getLeastSignificantBits());
  }

  /** What is handed on, to the caller and to whoever is asked next. */
  String traceparent() {
    return "00-" + traceId + "-" + spanId + "-01";
  }
}
