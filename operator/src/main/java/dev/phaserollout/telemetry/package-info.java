/**
 * What the operator tells about rollouts, all of it made from the difference of two statuses. It
 * never decides anything.
 *
 * <p>Read {@link dev.phaserollout.telemetry.Happening} (what can happen), then {@link
 * dev.phaserollout.telemetry.Happenings} (how it is found in two statuses). What people read of it
 * is composed in {@code HappeningText}; {@code HappeningEvents} says what of it becomes an event,
 * {@link dev.phaserollout.telemetry.EventManifest} in which form.
 */
@NullMarked
package dev.phaserollout.telemetry;

import org.jspecify.annotations.NullMarked;
