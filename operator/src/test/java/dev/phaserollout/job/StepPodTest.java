package dev.phaserollout.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.Trouble;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The step in a pod of several containers, its room for outputs, and why it does not start. */
class StepPodTest {

  private static final String PULL = "failed to resolve reference \"shop/migrate:v2\": not found";

  @ParameterizedTest
  @CsvSource({"1, 4096", "2, 4096", "3, 4096", "4, 3072", "5, 2457", "12, 1024"})
  void outputs_share_the_room_of_the_pod_with_all_containers(int containers, int bytes) {
    for (int inits = 0; inits < containers; inits++) {
      String pod =
          "spec: {initContainers: ["
              + names(inits)
              + "], containers: ["
              + names(containers - inits)
              + "]}";
      assertThat(new StepPod(Seen.pod(pod)).outputsLimit()).isEqualTo(bytes);
    }
  }

  private static String names(int count) {
    return String.join(
        ", ", IntStream.range(0, count).mapToObj(n -> "{name: c" + n + "}").toList());
  }

  @Test
  void a_pod_that_is_not_read_yet_has_the_room_of_one_container() {
    assertThat(new StepPod(new Pod()).outputsLimit()).isEqualTo(4096);
  }

  @Test
  void the_step_is_found_among_the_init_containers_too() {
    StepPod pod =
        new StepPod(
            Seen.pod(
                "status: {phase: Succeeded, initContainerStatuses: [{name: checkout, state:"
                    + " {terminated: {exitCode: 0, message: other}}}, {name: step, state:"
                    + " {terminated: {exitCode: 0, message: mine,"
                    + " finishedAt: '2026-03-01T12:00:20Z'}}}], containerStatuses: [{name: finish,"
                    + " state: {terminated: {exitCode: 0, message: other}}}]}"));
    assertThat(pod.success().orElseThrow().outputs()).isEqualTo("mine");
  }

  @Test
  void a_container_that_could_not_be_started_has_not_started_at_the_epoch() {
    assertThat(new StepPod(Seen.pod("never started")).started()).isEmpty();
  }

  @Test
  void the_two_words_for_an_image_that_is_not_there_are_one_trouble() {
    Trouble first = trouble("ErrImagePull", "failed to pull and unpack image \"x\": " + PULL);
    Trouble then =
        trouble(
            "ImagePullBackOff",
            "Back-off pulling image \"x\": ErrImagePull: failed to pull and unpack: " + PULL);
    assertThat(first.reason()).isEqualTo(then.reason()).isEqualTo("ImagePullBackOff");
    assertThat(List.of(first, then))
        .allSatisfy(
            trouble ->
                assertThat(trouble.message())
                    .startsWith("image shop/migrate:v2 cannot be pulled: ")
                    .endsWith(PULL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CreateContainerConfigError",
        "CreateContainerError",
        "InvalidImageName",
        "ErrImageNeverPull",
        "RunContainerError"
      })
  void other_troubles_keep_their_word_and_what_is_said(String reason) {
    assertThat(trouble(reason, "it is said")).isEqualTo(new Trouble(reason, "it is said"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ContainerCreating", "PodInitializing"})
  void to_wait_for_the_way_of_things_is_no_trouble(String reason) {
    assertThat(new StepPod(waiting("step", reason, "")).trouble(Optional.empty())).isEmpty();
  }

  @Test
  void the_trouble_of_another_container_names_it() {
    assertThat(
            new StepPod(waiting("proxy", "CreateContainerConfigError", "no secret"))
                .trouble(Optional.empty()))
        .contains(new Trouble("CreateContainerConfigError", "proxy: no secret"));
  }

  @Test
  void once_the_step_has_started_nothing_keeps_it_from_starting() {
    Pod pod = Seen.pod("running");
    pod.getStatus()
        .getContainerStatuses()
        .add(waiting("proxy", "CrashLoopBackOff", "").getStatus().getContainerStatuses().get(0));
    assertThat(new StepPod(pod).trouble(Optional.empty())).isEmpty();
  }

  @Test
  void a_pod_that_is_held_by_a_gate_on_purpose_is_in_no_trouble() {
    String pod =
        "status: {phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason:"
            + " SchedulingGated}]}";
    assertThat(new StepPod(Seen.pod(pod)).trouble(Optional.empty())).isEqualTo(Optional.empty());
  }

  private static Trouble trouble(String reason, String message) {
    return new StepPod(waiting("step", reason, message)).trouble(Optional.empty()).orElseThrow();
  }

  private static Pod waiting(String container, String reason, String message) {
    Pod pod =
        Seen.pod(
            "status: {phase: Pending, containerStatuses: [{name: "
                + container
                + ", image: shop/migrate:v2, state: {waiting: {reason: "
                + reason
                + "}}}]}");
    pod.getStatus().getContainerStatuses().get(0).getState().getWaiting().setMessage(message);
    return pod;
  }
}
