package dev.phaserollout.kubelet;

import dev.phaserollout.kubelet.ContainerState.Terminated;
import dev.phaserollout.kubelet.PodRecord.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides what happens next in a pod: pure functions of how it stands. */
final class PodRules {
  private PodRules() {}

  /** The containers whose turn it is and that nobody has tried to start. */
  static List<String> toStart(PodRecord pod) {
    if (!pod.sandbox() || pod.ending().isPresent()) {
      return List.of();
    }
    for (ContainerRecord one : pod.initial()) {
      if (one.untried()) {
        return List.of(one.name());
      }
      if (!lets(one)) {
        return List.of();
      }
    }
    return pod.main().stream().filter(ContainerRecord::untried).map(ContainerRecord::name).toList();
  }

  /** Whether what stands behind an init container or a sidecar may start. */
  private static boolean lets(ContainerRecord one) {
    return one.role() == ContainerRole.SIDECAR
        ? one.id().isPresent()
        : one.end().filter(Terminated::well).isPresent();
  }

  /** Whether all init containers have ended well and all sidecars have been started. */
  static boolean initialized(PodRecord pod) {
    return pod.initial().stream().allMatch(PodRules::lets);
  }

  /** The containers that have ended and run again by their policy. */
  static List<String> toRestart(PodRecord pod) {
    if (pod.ending().isPresent()) {
      return List.of();
    }
    return pod.containers().stream()
        .filter(ContainerRecord::isToRestart)
        .map(ContainerRecord::name)
        .toList();
  }

  /** Why a pod ends of itself, if it does. */
  static Optional<Ending> ending(PodRecord pod) {
    boolean initFailed = pod.of(ContainerRole.INIT).anyMatch(one -> one.done() && one.failed());
    boolean allDone = pod.main().stream().allMatch(ContainerRecord::done);
    return initFailed || allDone ? Optional.of(Ending.BY_ITSELF) : Optional.empty();
  }

  /**
   * The containers of an ending pod that are to get SIGTERM now: first all but the sidecars, then
   * the sidecars one by one, the last one first.
   */
  static List<String> toAsk(PodRecord pod) {
    if (pod.ending().isEmpty()) {
      return List.of();
    }
    List<ContainerRecord> others =
        pod.containers().stream()
            .filter(one -> one.role() != ContainerRole.SIDECAR && one.running())
            .toList();
    if (!others.isEmpty()) {
      return others.stream().filter(one -> !one.asked()).map(ContainerRecord::name).toList();
    }
    List<ContainerRecord> sidecars =
        pod.of(ContainerRole.SIDECAR).filter(ContainerRecord::running).toList();
    if (sidecars.isEmpty()) {
      return List.of();
    }
    ContainerRecord last = sidecars.get(sidecars.size() - 1);
    return last.asked() ? List.of() : List.of(last.name());
  }

  /** Whether nothing of an ending pod runs any more. */
  static boolean stopped(PodRecord pod) {
    return pod.ending().isPresent()
        && pod.containers().stream().noneMatch(ContainerRecord::running);
  }

  /**
   * The containers as the last status tells them: one that should have run and did not gets an end
   * that says so, one whose turn had not come keeps waiting.
   */
  static List<ContainerRecord> lastWords(PodRecord pod) {
    List<ContainerRecord> initial = pod.initial();
    int begun = Math.min(1, initial.size());
    for (int i = 0; i < initial.size(); i++) {
      begun = initial.get(i).untried() ? begun : i + 1;
    }
    List<ContainerRecord> last = new ArrayList<>();
    for (int i = 0; i < initial.size(); i++) {
      last.add(i < begun ? orUnknown(initial.get(i)) : initial.get(i));
    }
    boolean initialized = initialized(pod);
    pod.main().forEach(one -> last.add(initialized ? orUnknown(one) : one));
    return last;
  }

  private static ContainerRecord orUnknown(ContainerRecord one) {
    return one.end().isPresent() ? one : one.in(one.lastEnd().orElseGet(Terminated::unknown));
  }
}
