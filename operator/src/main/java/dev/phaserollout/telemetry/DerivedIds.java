package dev.phaserollout.telemetry;

import dev.phaserollout.api.TraceContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.sdk.trace.IdGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Gives spans the ids that follow from their run. The SDK asks for ids on the thread that starts
 * the span, so what it is to answer is kept there for that long.
 */
final class DerivedIds implements IdGenerator {

  private final IdGenerator random = IdGenerator.random();

  // There is one generator a provider, and each has to answer for its own spans only.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<@Nullable TraceContext> starting = new ThreadLocal<>();

  /** Starts a span that has the ids of a context. */
  Span start(SpanBuilder span, TraceContext as) {
    starting.set(as);
    try {
      return span.startSpan();
    } finally {
      starting.remove();
    }
  }

  @Override
  public String generateSpanId() {
    TraceContext as = starting.get();
    return as == null ? random.generateSpanId() : as.spanId();
  }

  @Override
  public String generateTraceId() {
    TraceContext as = starting.get();
    return as == null ? random.generateTraceId() : as.traceId();
  }
}
