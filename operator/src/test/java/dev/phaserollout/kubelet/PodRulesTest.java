package dev.phaserollout.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.kubelet.ContainerRecord.RestartPolicy;
import dev.phaserollout.kubelet.ContainerState.Running;
import dev.phaserollout.kubelet.ContainerState.Terminated;
import dev.phaserollout.kubelet.ContainerState.Waiting;
import dev.phaserollout.kubelet.PodRecord.Ending;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodRulesTest {
  private static final Instant NOW = Instant.EPOCH;

  /** Containers: {@code init}, the sidecar {@code side}, {@code late} (init), {@code step}. */
  private final PodRecord fresh =
      PodRecord.fresh(
              List.of(
                  untried("init", ContainerRole.INIT),
                  untried("side", ContainerRole.SIDECAR),
                  untried("late", ContainerRole.INIT),
                  untried("step", ContainerRole.MAIN)))
          .withSandbox();

  @Test
  void containers_start_in_their_order() {
    assertThat(PodRules.toStart(fresh)).containsExactly("init");
    assertThat(PodRules.toStart(running(fresh, "init"))).isEmpty();
    PodRecord passed = ended(fresh, "init", 0);
    assertThat(PodRules.toStart(passed)).containsExactly("side");
    PodRecord beside = running(passed, "side");
    assertThat(PodRules.toStart(beside)).containsExactly("late");
    assertThat(PodRules.toStart(ended(beside, "late", 0))).containsExactly("step");
    assertThat(PodRules.toStart(running(ended(beside, "late", 0), "step"))).isEmpty();
  }

  @Test
  void nothing_starts_without_a_sandbox_or_in_a_pod_that_ends() {
    assertThat(PodRules.toStart(PodRecord.fresh(fresh.containers()))).isEmpty();
    assertThat(PodRules.toStart(fresh.endingBy(Ending.DELETED))).isEmpty();
  }

  @Test
  void a_failed_init_container_ends_the_pod_and_leaves_the_rest_waiting() {
    PodRecord failed = ended(fresh, "init", 1);

    assertThat(PodRules.ending(failed)).contains(Ending.BY_ITSELF);
    PodRecord over = over(failed);
    assertThat(PodPhase.of(over)).isEqualTo(PodPhase.FAILED);
    assertThat(over.container("side").untried()).isTrue();
    assertThat(over.container("step").untried()).isTrue();
  }

  @Test
  void sidecars_are_asked_when_the_others_have_ended() {
    PodRecord atWork = atWork().endingBy(Ending.DELETED);

    assertThat(PodRules.toAsk(atWork)).containsExactly("step");
    PodRecord asked = atWork.with("step", ContainerRecord::askedToEnd);
    assertThat(PodRules.toAsk(asked)).isEmpty();
    assertThat(PodRules.toAsk(ended(asked, "step", 0))).containsExactly("side");
    assertThat(PodRules.stopped(ended(asked, "step", 0))).isFalse();
    assertThat(PodRules.stopped(ended(ended(asked, "step", 0), "side", 137))).isTrue();
  }

  @Test
  void the_phase_follows_the_step_and_not_the_sidecar() {
    PodRecord done = ended(ended(atWork(), "step", 0), "side", 9);

    assertThat(PodPhase.of(atWork())).isEqualTo(PodPhase.RUNNING);
    assertThat(PodPhase.of(over(done))).isEqualTo(PodPhase.SUCCEEDED);
    assertThat(PodPhase.of(over(ended(done, "step", 2)))).isEqualTo(PodPhase.FAILED);
  }

  @Test
  void a_sidecar_that_ends_early_runs_again_and_a_step_does_not() {
    assertThat(PodRules.toRestart(ended(atWork(), "side", 0))).containsExactly("side");
    assertThat(PodRules.toRestart(ended(atWork(), "step", 1))).isEmpty();
  }

  @Test
  void a_step_that_should_have_run_and_did_not_has_an_unknown_end() {
    PodRecord waiting =
        atWork()
            .with("step", one -> one.in(Waiting.because("ErrImagePull", "no such image")))
            .endingBy(Ending.DELETED);

    PodRecord over = over(ended(waiting, "side", 0));

    assertThat(over.container("step").end()).contains(Terminated.unknown());
    assertThat(PodPhase.of(over)).isEqualTo(PodPhase.FAILED);
  }

  @Test
  void a_pod_beyond_its_deadline_has_failed_however_its_step_ended() {
    PodRecord late = ended(ended(atWork().endingBy(Ending.DEADLINE), "step", 0), "side", 0);

    assertThat(PodPhase.of(over(late))).isEqualTo(PodPhase.FAILED);
  }

  @Test
  void the_first_reason_to_end_stays() {
    assertThat(atWork().endingBy(Ending.DEADLINE).endingBy(Ending.DELETED).ending())
        .contains(Ending.DEADLINE);
  }

  private PodRecord atWork() {
    PodRecord initialised = ended(running(ended(fresh, "init", 0), "side"), "late", 0);
    return running(initialised, "step");
  }

  private static PodRecord over(PodRecord pod) {
    return pod.endingBy(Ending.BY_ITSELF).ended(PodRules.lastWords(pod));
  }

  private static PodRecord running(PodRecord pod, String container) {
    return pod.with(container, one -> one.started("id", new Running(NOW)));
  }

  private static PodRecord ended(PodRecord pod, String container, int code) {
    return running(pod, container)
        .with(container, one -> one.in(Terminated.ended(code, "", NOW, NOW)));
  }

  private static ContainerRecord untried(String name, ContainerRole role) {
    return ContainerRecord.untried(
        name,
        role,
        role == ContainerRole.SIDECAR ? RestartPolicy.ALWAYS : RestartPolicy.NEVER,
        Waiting.FOR_INIT_CONTAINERS);
  }
}
