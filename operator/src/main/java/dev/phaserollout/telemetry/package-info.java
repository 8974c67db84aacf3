/**
 * What the operator tells about rollouts: metrics, traces, events and logs, all of them made from
 * the difference of two statuses. It never decides anything, never writes to the API server itself,
 * and never throws into whoever reports a status to it.
 *
 * <p>Read {@link dev.phaserollout.telemetry.Telemetry} first: the one class that a caller makes.
 * Then {@link dev.phaserollout.telemetry.Happening} (what can happen, by subject: {@link
 * dev.phaserollout.telemetry.RunHappening} and its siblings, each kind with the words in which
 * people are told of it) and {@link dev.phaserollout.telemetry.Happenings} (how it is found in two
 * statuses). From happenings are made: log lines in {@code RolloutLog}; events in {@code
 * HappeningEvents} and {@link dev.phaserollout.telemetry.EventManifest}; the numbers of {@code
 * RolloutMeters}; the spans of {@code RolloutSpans}. Beside rollouts: {@link
 * dev.phaserollout.telemetry.ApiCalls} counts what is asked of the API server, {@link
 * dev.phaserollout.telemetry.LogSetup} and {@code TraceSetup} read the environment.
 */
@NullMarked
package dev.phaserollout.telemetry;

import org.jspecify.annotations.NullMarked;
