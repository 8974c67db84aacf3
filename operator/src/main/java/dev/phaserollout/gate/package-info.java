/**
 * Judges: conditions in CEL today, measurements and verdicts of gates later. It never decides what
 * follows from a judgement, that is the engine's, and never calls out while it evaluates.
 *
 * <p>Read in this order: {@link dev.phaserollout.gate.CelExpressions} (the engine's port), {@code
 * CelLanguage} (what an expression may say), {@code CelPatterns} (why a regular expression must be
 * small), {@code CelNames} (which names it reads), {@code CelFaults} (in which words it is
 * refused).
 */
@NullMarked
package dev.phaserollout.gate;

import org.jspecify.annotations.NullMarked;
