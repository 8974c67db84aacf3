/**
 * What the engine sends the agent for, and what the agent answers: values that travel between two
 * processes as JSON, what the patterns in them mean, and nothing that does any work. The engine
 * knows these and no Git; the agent knows these and no run.
 *
 * <p>Read {@link dev.phaserollout.errand.Errand} (what there is to do), then {@link
 * dev.phaserollout.errand.ErrandEnd} (what comes of it) and {@link
 * dev.phaserollout.errand.TerminationMessage} (how that travels). {@link
 * dev.phaserollout.errand.Glob} and {@link dev.phaserollout.errand.ContentPattern} are what lint
 * refuses and the agent obeys.
 */
@NullMarked
package dev.phaserollout.errand;

import org.jspecify.annotations.NullMarked;
