/**
 * The custom resource as records: what users write and what the operator answers. It never decides
 * anything: no behaviour beyond reading absent lists as empty and unknown words as {@code Unknown},
 * and telling from a run's trace context those of its parts. The CRD, its reference page and the
 * rules of the linter are made from what is said here.
 *
 * <p>Read {@link dev.phaserollout.api.PhaseRollout}, then down from {@link
 * dev.phaserollout.api.PhaseRolloutSpec}: {@link dev.phaserollout.api.Phase}, {@link
 * dev.phaserollout.api.Step}, {@link dev.phaserollout.api.Container}, {@link
 * dev.phaserollout.api.Gate}; and from {@link dev.phaserollout.api.PhaseRolloutStatus}: {@link
 * dev.phaserollout.api.PhaseStatus}, {@link dev.phaserollout.api.StepStatus}, {@link
 * dev.phaserollout.api.QuestionStatus}. What a person answers to a question is {@link
 * dev.phaserollout.api.PhaseApproval}, a kind of its own. Shapes and rules are in {@link
 * dev.phaserollout.api.shape}. {@link dev.phaserollout.api.TraceContext} is what a status says to a
 * tracing system.
 */
@NullMarked
package dev.phaserollout.api;

import org.jspecify.annotations.NullMarked;
