package dev.phaserollout.engine;

import java.util.List;

/**
 * What preflight found for a revision.
 *
 * @param specProblems faults that only an edit of the spec can mend
 * @param surroundingProblems faults of the surroundings; preflight is repeated until they are gone
 */
public record PreflightReport(
    String revision, List<Problem> specProblems, List<Problem> surroundingProblems) {}
