/**
 * What people see of a rollout: its status as a tree, and the difference of two statuses as lines.
 * Pure functions; never reads a clock, a file or a terminal, and decides nothing.
 *
 * <p>Read in this order: {@link dev.phaserollout.view.RolloutTree}, {@code StepPicture}, {@code
 * QuestionPicture}, {@code RollbackPicture}, {@link dev.phaserollout.view.Line}, {@link
 * dev.phaserollout.view.Glyphs}, {@code Elapsed}, {@link dev.phaserollout.view.StatusChanges},
 * {@link dev.phaserollout.view.RunSummary}, {@link dev.phaserollout.view.GitSummary}.
 */
@NullMarked
package dev.phaserollout.view;

import org.jspecify.annotations.NullMarked;
