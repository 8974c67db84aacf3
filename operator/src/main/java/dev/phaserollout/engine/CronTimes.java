package dev.phaserollout.engine;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The times on a clock that a cron expression names, without a time zone: the library is asked for
 * nothing that depends on one.
 */
final class CronTimes {

  static final String EXPECTED = "a cron expression of five fields such as 0 9 * * MON-THU";

  static final String MEND =
      "write minute (0-59), hour (0-23), day of month (1-31), month (1-12 or JAN-DEC) and day of"
          + " week (0-7 or SUN-SAT) with one blank between them";

  private static final Pattern FIVE_FIELDS = Pattern.compile("\\S+( \\S+){4}");

  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  private final ExecutionTime times;
  private final boolean everyHour;

  private CronTimes(ExecutionTime times, boolean everyHour) {
    this.times = times;
    this.everyHour = everyHour;
  }

  /** Empty where the text is no cron expression of five fields. */
  static Optional<CronTimes> parse(String expression) {
    if (!FIVE_FIELDS.matcher(expression).matches()) {
      return Optional.empty();
    }
    try {
      boolean everyHour = expression.split(" ", -1)[1].startsWith("*");
      return Optional.of(new CronTimes(ExecutionTime.forCron(PARSER.parse(expression)), everyHour));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /** Whether the hour is left open, so that hours are counted as they pass. */
  boolean everyHour() {
    return everyHour;
  }

  /** The first time later than the given one; empty where there is none. */
  Optional<LocalDateTime> after(LocalDateTime time) {
    return times
        .nextExecution(ZonedDateTime.of(time, ZoneOffset.UTC))
        .map(ZonedDateTime::toLocalDateTime);
  }
}
