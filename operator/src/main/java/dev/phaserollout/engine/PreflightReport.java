package dev.phaserollout.engine;

import java.time.Instant;
import java.util.List;

/**
 * What preflight found for a revision.
 *
 * @param at when it finished; faults of the surroundings are looked at again some time after
 * @param specProblems faults that only an edit of the spec can mend
 * @param surroundingProblems faults of the surroundings; preflight is repeated until they are gone
 */
public record PreflightReport(
    String revision, Instant at, List<Problem> specProblems, List<Problem> surroundingProblems) {}
