/**
 * What the operator tells about rollouts, all of it made from the difference of two statuses. It
 * never decides anything.
 *
 * <p>Read {@link dev.phaserollout.telemetry.Happening} (what can happen), then {@link
 * dev.phaserollout.telemetry.Happenings} (how it is found in two statuses).
 */
@NullMarked
package dev.phaserollout.telemetry;

import org.jspecify.annotations.NullMarked;
