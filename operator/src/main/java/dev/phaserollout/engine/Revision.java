package dev.phaserollout.engine;

import dev.phaserollout.api.PhaseRolloutSpec;

/**
 * The spec that a run was accepted with. Immutable; a run, its finally steps and its compensations
 * read only this.
 *
 * @param name derived from the content, so that the same spec has the same name
 * @param spec as the user wrote it
 */
public record Revision(String name, PhaseRolloutSpec spec) {}
