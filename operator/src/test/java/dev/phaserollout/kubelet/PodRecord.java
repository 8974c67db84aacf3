package dev.phaserollout.kubelet;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A pod as it stands on its node: all that its status is made of, and all that decides what is done
 * next with it.
 *
 * @param containers init containers and sidecars first, then the others, in the order of the spec
 * @param sandbox whether the pod has its address and folders, so that containers can be started
 * @param ending why no container is started any more
 * @param over whether everything has stopped; then the phase is final
 */
record PodRecord(
    List<ContainerRecord> containers, boolean sandbox, Optional<Ending> ending, boolean over) {

  /**
   * Why a pod ends.
   *
   * @param reason the reason in the status of the pod
   * @param message the message beside it
   */
  record Ending(Optional<String> reason, Optional<String> message) {
    /** All containers are done, or an init container is, for worse. */
    static final Ending BY_ITSELF = new Ending(Optional.empty(), Optional.empty());

    /** Somebody has deleted the pod. */
    static final Ending DELETED = new Ending(Optional.empty(), Optional.empty());

    /** The pod's own {@code activeDeadlineSeconds}. */
    static final Ending DEADLINE =
        new Ending(
            Optional.of("DeadlineExceeded"),
            Optional.of("Pod was active on the node longer than the specified deadline"));
  }

  PodRecord {
    containers = List.copyOf(containers);
  }

  static PodRecord fresh(List<ContainerRecord> containers) {
    return new PodRecord(containers, false, Optional.empty(), false);
  }

  PodRecord withSandbox() {
    return new PodRecord(containers, true, ending, over);
  }

  PodRecord endingBy(Ending why) {
    return new PodRecord(containers, sandbox, ending.or(() -> Optional.of(why)), over);
  }

  /** Everything has stopped. */
  PodRecord ended(List<ContainerRecord> last) {
    return new PodRecord(last, false, ending, true);
  }

  PodRecord with(String name, UnaryOperator<ContainerRecord> change) {
    List<ContainerRecord> changed =
        containers.stream().map(one -> one.name().equals(name) ? change.apply(one) : one).toList();
    return new PodRecord(changed, sandbox, ending, over);
  }

  ContainerRecord container(String name) {
    return containers.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  /** Init containers and sidecars, in their order. */
  List<ContainerRecord> initial() {
    return containers.stream().filter(one -> one.role() != ContainerRole.MAIN).toList();
  }

  List<ContainerRecord> main() {
    return of(ContainerRole.MAIN).toList();
  }

  Stream<ContainerRecord> of(ContainerRole role) {
    return containers.stream().filter(one -> one.role() == role);
  }
}
