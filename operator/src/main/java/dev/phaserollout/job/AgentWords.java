package dev.phaserollout.job;

import dev.phaserollout.errand.ErrandEnd;
import dev.phaserollout.errand.ErrandFailure;
import dev.phaserollout.errand.ErrandResult;
import dev.phaserollout.errand.TerminationMessage;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the agent's containers of a pod have left. Which these are is an annotation that no template
 * can set: any container may be called {@code finish}, and a step may write whatever it likes.
 *
 * @param containers the names of the agent's containers, in the order in which they run
 */
record AgentWords(List<String> containers) {

  static AgentWords in(Pod pod) {
    return new AgentWords(
        Optional.ofNullable(pod.getMetadata())
            .map(ObjectMeta::getAnnotations)
            .map(annotations -> annotations.get(AgentPod.AGENTS))
            .map(names -> List.of(names.split(",", -1)))
            .orElse(List.of()));
  }

  /**
   * The container that does the work of the attempt: the user's, or the agent's where it is alone.
   */
  String worker() {
    return containers.contains(AgentContainer.GIT) ? AgentContainer.GIT : StepPod.STEP;
  }

  /** The container whose end is the end of the attempt. */
  String last() {
    return containers.contains(AgentContainer.FINISH) ? AgentContainer.FINISH : worker();
  }

  boolean isAgent(String container) {
    return containers.contains(container);
  }

  /** What the last errand came to, where it was the agent's and can be read. */
  Optional<ErrandResult> result(ContainerStatus last) {
    return end(last).filter(ErrandResult.class::isInstance).map(ErrandResult.class::cast);
  }

  /** Why an errand failed; empty for what is no agent's, and where it had no time to say so. */
  Optional<ErrandFailure> failure(ContainerStatus container) {
    return end(container).filter(ErrandFailure.class::isInstance).map(ErrandFailure.class::cast);
  }

  private Optional<ErrandEnd> end(ContainerStatus container) {
    return isAgent(container.getName())
        ? StepPod.endOf(container)
            .map(ContainerStateTerminated::getMessage)
            .filter(Objects::nonNull)
            .flatMap(TerminationMessage::read)
        : Optional.empty();
  }
}
