/**
 * Judges: conditions in CEL, and measurements of gates. It never decides what follows from a
 * verdict, that is the engine's; it counts nothing, keeps no history, and dials nobody but the
 * providers that the operator's configuration names.
 *
 * <p>Read {@code DESIGN.md} beside this file first, then {@link
 * dev.phaserollout.gate.MeasurementPool} and {@link dev.phaserollout.gate.Measurer} (the doors),
 * {@code SourceAnswer} and {@code GateVerdict} (from an answer to a verdict). Names sort by
 * subject: {@code Cel*} is the language of conditions, {@code Slo*} service level objectives,
 * {@code Prometheus*} and {@code Series*} queries, {@code Json*} answers over HTTP, {@code
 * Kstatus*} objects of a cluster, {@code Provider*} whom one may ask, and how.
 */
@NullMarked
package dev.phaserollout.gate;

import org.jspecify.annotations.NullMarked;
