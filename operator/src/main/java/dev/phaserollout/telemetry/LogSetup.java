package dev.phaserollout.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * How the operator logs: a JSON object a line, or plain text for people. No file is read, so a
 * configuration that lies on the class path by accident changes nothing. Libraries are heard from
 * {@code WARN} on.
 */
public final class LogSetup {

  /** {@code json}, which is the default, or {@code text}. */
  public static final String FORMAT = "PHASEROLLOUT_LOG_FORMAT";

  /**
   * {@code ERROR}, {@code WARN}, {@code INFO}, which is the default, {@code DEBUG}, {@code TRACE}.
   */
  public static final String LEVEL = "PHASEROLLOUT_LOG_LEVEL";

  private static final Set<String> LEVELS = Set.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE");
  private static final String OURS = "dev.phaserollout";
  private static final String TEXT = "%d{HH:mm:ss.SSS} %-5level %logger{20} %msg %kvp%n%ex";

  private LogSetup() {}

  /**
   * Sets up the logging of the whole process; to be called before anything logs.
   *
   * @param environment where {@value #FORMAT} and {@value #LEVEL} are looked up
   * @param to where lines go
   * @throws IllegalArgumentException when one of the variables says what is not known
   * @throws IllegalStateException when SLF4J was bound to something else than Logback
   */
  public static void install(Map<String, String> environment, OutputStream to) {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (!(factory instanceof LoggerContext context)) {
      throw new IllegalStateException(
          "SLF4J is bound to "
              + factory.getClass().getName()
              + ", expected Logback; set the system property slf4j.provider to"
              + " ch.qos.logback.classic.spi.LogbackServiceProvider before anything logs");
    }
    configure(context, environment, to);
  }

  static void configure(LoggerContext context, Map<String, String> environment, OutputStream to) {
    Level level = level(environment.getOrDefault(LEVEL, ""));
    Encoder<ILoggingEvent> encoder = encoder(environment.getOrDefault(FORMAT, ""));
    context.reset();
    encoder.setContext(context);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> lines = new OutputStreamAppender<>();
    lines.setContext(context);
    lines.setName("lines");
    lines.setEncoder(encoder);
    lines.setOutputStream(to);
    lines.start();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(lines);
    context.getLogger(OURS).setLevel(level);
  }

  private static Level level(String word) {
    String level = word.isEmpty() ? "INFO" : word.toUpperCase(Locale.ROOT);
    if (!LEVELS.contains(level)) {
      throw new IllegalArgumentException(
          LEVEL + ": found '" + word + "', expected ERROR, WARN, INFO, DEBUG or TRACE; set it so");
    }
    return Level.toLevel(level);
  }

  private static Encoder<ILoggingEvent> encoder(String word) {
    return switch (word) {
      case "", "json" -> json();
      case "text" -> text();
      default ->
          throw new IllegalArgumentException(
              FORMAT + ": found '" + word + "', expected json or text; set it so");
    };
  }

  private static Encoder<ILoggingEvent> json() {
    JsonEncoder json = new JsonEncoder();
    json.setWithSequenceNumber(false);
    json.setWithNanoseconds(false);
    json.setWithContext(false);
    json.setWithMDC(false);
    json.setWithMarkers(false);
    json.setWithArguments(false);
    json.setWithMessage(false);
    json.setWithFormattedMessage(true);
    return json;
  }

  private static Encoder<ILoggingEvent> text() {
    PatternLayoutEncoder text = new PatternLayoutEncoder();
    text.setCharset(StandardCharsets.UTF_8);
    text.setPattern(TEXT);
    return text;
  }
}
