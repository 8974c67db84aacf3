package dev.phaserollout.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a span stands in a trace, as W3C Trace Context says it. The context of a run is the one
 * that its status has stored; those of its phases, steps, attempts and compensations follow from
 * it, so that a step's container, the operator and an operator that was restarted all name the same
 * spans.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero.
 * @param spanId 16 lower-case hexadecimal digits, not all zero.
 * @param flags Two hexadecimal digits; the last bit says that the trace is recorded.
 */
public record TraceContext(String traceId, String spanId, String flags) {

  /** Later versions may append fields, which are not for this one to read. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?");

  private static final int SPAN_ID_DIGITS = 16;

  /** The context of a run; empty where its status has none or one that is not well-formed. */
  public static Optional<TraceContext> of(RunStatus run) {
    return parse(run.traceparent());
  }

  /** Reads a {@code traceparent}; empty where it is absent or not well-formed. */
  public static Optional<TraceContext> parse(@Nullable String traceparent) {
    if (traceparent == null) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(traceparent);
    return form.matches()
        ? Optional.of(new TraceContext(form.group(1), form.group(2), form.group(3)))
        : Optional.empty();
  }

  /** The context of a phase, asked of that of its run. */
  public TraceContext phase(String phase) {
    return derived("phase", phase);
  }

  /** The context of a step, asked of that of its run. */
  public TraceContext step(String phase, String step) {
    return derived("step", phase, step);
  }

  /** The context of an attempt, asked of that of its run. */
  public TraceContext attempt(String phase, String step, int number) {
    return derived("attempt", phase, step, String.valueOf(number));
  }

  /** The context of a run's rollback, asked of that of the run. */
  public TraceContext rollback() {
    return derived("rollback");
  }

  /** The context of a time that a run has to wait, asked of that of the run. */
  public TraceContext hold(String reason, String since) {
    return derived("hold", reason, since);
  }

  /** The context of a step's compensation, asked of that of the run that undoes it. */
  public TraceContext compensation(String phase, String step) {
    return derived("compensation", phase, step);
  }

  /** The context of an attempt of a compensation, asked of that of the run that undoes it. */
  public TraceContext compensationAttempt(String phase, String step, int number) {
    return derived("compensation attempt", phase, step, String.valueOf(number));
  }

  /** The form that programs hand to each other: {@code 00-<trace>-<span>-<flags>}. */
  public String traceparent() {
    return "00-" + traceId + "-" + spanId + "-" + flags;
  }

  private TraceContext derived(String... path) {
    String source = traceId + "\n" + spanId + "\n" + String.join("\n", path);
    return new TraceContext(traceId, sha256(source).substring(0, SPAN_ID_DIGITS), flags);
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
