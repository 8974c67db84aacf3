package dev.phaserollout.api.shape;

import io.fabric8.generator.annotation.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A cron expression of five fields. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
@Size(max = 128)
@Rule(
    value = "self.matches('^[^ ]+( [^ ]+){4}$')",
    expected = "a cron expression of five fields such as 0 9 * * MON-THU",
    mend = "write minute, hour, day of month, month and day of week with one blank between them")
public @interface CronSchedule {}
