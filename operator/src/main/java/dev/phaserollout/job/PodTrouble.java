package dev.phaserollout.job;

import dev.phaserollout.engine.Trouble;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Why a container waits. The kubelet says the same thing in turns in other words (an image is
 * pulled, backed off, pulled again); here it has one reason, so that it is recorded once.
 */
final class PodTrouble {

  /** Waiting for these is the way of things. */
  private static final Set<String> WAY_OF_THINGS = Set.of("PodInitializing", "ContainerCreating");

  private static final Set<String> PULL =
      Set.of(
          "ErrImagePull", "ImagePullBackOff", "RegistryUnavailable", "SignatureValidationFailed");

  private PodTrouble() {}

  static Optional<Trouble> of(ContainerStatus container) {
    if (container.getState() == null || container.getState().getWaiting() == null) {
      return Optional.empty();
    }
    ContainerStateWaiting waiting = container.getState().getWaiting();
    String reason = Objects.requireNonNullElse(waiting.getReason(), "");
    if (reason.isEmpty() || WAY_OF_THINGS.contains(reason)) {
      return Optional.empty();
    }
    String said = Objects.requireNonNullElse(waiting.getMessage(), "");
    String where = StepPod.STEP.equals(container.getName()) ? "" : container.getName() + ": ";
    return Optional.of(
        PULL.contains(reason)
            ? new Trouble("ImagePullBackOff", where + pull(container, said))
            : new Trouble(reason, where + said));
  }

  private static String pull(ContainerStatus container, String said) {
    String why = said.contains(": ") ? said.substring(said.indexOf(": ") + 2) : said;
    return "image " + container.getImage() + " cannot be pulled: " + why;
  }
}
