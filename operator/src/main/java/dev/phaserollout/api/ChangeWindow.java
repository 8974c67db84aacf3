package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.CronSchedule;
import dev.phaserollout.api.shape.PositiveDuration;
import dev.phaserollout.api.shape.TimeZoneName;
import org.jspecify.annotations.Nullable;

/**
 * A recurring span of time in which steps may start.
 *
 * @param schedule When the window opens: a cron expression of five fields (minute, hour, day of
 *     month, month, day of week), such as {@code 0 9 * * MON-THU}.
 * @param duration How long it stays open.
 * @param timeZone The time zone of the schedule, such as {@code Europe/Berlin}. UTC when absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ChangeWindow(
    @CronSchedule String schedule,
    @PositiveDuration String duration,
    @TimeZoneName @Nullable String timeZone) {}
