package dev.phaserollout.engine;

import dev.phaserollout.api.Container;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is needed to create the Job of an attempt. Derived from status and revision alone, so
 * that the same status always asks for the same Job.
 *
 * @param name of the Job, unique to the attempt and stable under repetition
 * @param container image, command and the rest with the step defaults applied; its {@code env} is
 *     what the user wrote
 * @param templates partial pod templates to merge over the generated one, in this order
 * @param environment what the operator adds: {@code PHASEROLLOUT_*}, {@code PARAM_*} and the
 *     inputs, in this order
 * @param startTimeout bounds the time until the step's container has started
 * @param timeout bounds the time from there
 * @param errands what the agent does in it; empty where the rollout has no workspace
 */
public record JobRequest(
    String name,
    Attempt attempt,
    String rolloutName,
    String namespace,
    Container container,
    List<Map<String, Object>> templates,
    Map<String, Object> podSecurityContext,
    Map<String, String> environment,
    Duration startTimeout,
    Duration timeout,
    Optional<JobErrands> errands) {

  /** A Job in which the agent has no part. */
  public JobRequest(
      String name,
      Attempt attempt,
      String rolloutName,
      String namespace,
      Container container,
      List<Map<String, Object>> templates,
      Map<String, Object> podSecurityContext,
      Map<String, String> environment,
      Duration startTimeout,
      Duration timeout) {
    this(
        name,
        attempt,
        rolloutName,
        namespace,
        container,
        templates,
        podSecurityContext,
        environment,
        startTimeout,
        timeout,
        Optional.empty());
  }
}
