package dev.phaserollout.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.Trouble;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is seen of an attempt: all that a Job may say, beside all that its pod may say. */
class JobReaderTest {

  private static final Instant ENDED = Instant.parse("2026-03-01T12:00:20Z");
  private static final Instant SAID = Instant.parse("2026-03-01T12:00:21Z");

  @ParameterizedTest(name = "{0} + {1} = {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          new                      | -                                 | Active
          active                   | -                                 | Active
          active                   | unread                            | Active
          active                   | pending                           | Active
          active                   | unschedulable                     | Active Unschedulable
          active                   | running                           | Active since 12:00:10Z
          active                   | running, drained                  | Active since 12:00:10Z
          active                   | step done, others not             | Active since 12:00:10Z
          active                   | succeeded                         | Succeeded
          active                   | succeeded, deleted before         | Active since 12:00:10Z
          active                   | succeeded, deleted in that second | Active since 12:00:10Z
          active                   | succeeded, deleted after          | Succeeded
          active                   | succeeded, deleted without grace  | Active since 12:00:10Z
          active                   | succeeded, drained                | Active since 12:00:10Z
          active                   | failed                            | Active since 12:00:10Z
          active                   | never started                     | Active
          active                   | turned away by its node           | Active
          not complete             | failed                            | Active since 12:00:10Z
          about to complete        | running                           | Active since 12:00:10Z
          about to fail            | failed                            | Active since 12:00:10Z
          complete                 | -                                 | Lost
          complete                 | succeeded                         | Succeeded
          complete                 | succeeded, deleted after          | Succeeded
          complete                 | succeeded, deleted before         | Disrupted
          complete                 | succeeded, deleted without grace  | Disrupted
          complete                 | succeeded, drained                | Disrupted
          complete                 | failed without a word             | Lost
          failed                   | -                                 | Disrupted
          failed                   | succeeded                         | Succeeded
          failed                   | succeeded, deleted before         | Disrupted
          failed                   | failed                            | Failed NonZeroExit 3
          failed                   | failed, deleted before            | Disrupted
          failed                   | failed, drained                   | Disrupted
          failed                   | never started                     | Error StartError
          failed                   | killed for memory                 | Failed OOMKilled 137
          failed                   | lost by its node                  | Disrupted
          failed                   | turned away by its node           | Disrupted
          failed                   | failed without a word             | Disrupted
          failed by policy         | -                                 | Disrupted
          failed by policy         | failed, drained                   | Disrupted
          failed by policy         | succeeded                         | Succeeded
          past its deadline        | -                                 | TimedOut
          past its deadline        | pending                           | Error StartTimedOut
          past its deadline        | unschedulable                     | Error StartTimedOut
          past its deadline        | never started                     | Error StartTimedOut
          past its deadline        | running                           | TimedOut
          past its deadline        | failed, deleted before            | TimedOut
          past its deadline        | succeeded                         | Succeeded
          past its deadline        | succeeded, deleted before         | TimedOut
          to be suspended          | -                                 | Active
          suspended                | -                                 | Cancelled
          suspended, all counted 0 | -                                 | Cancelled
          suspended                | failed, deleted before            | Cancelled
          suspended                | running                           | Active since 12:00:10Z PodTerminating
          suspended                | succeeded                         | Succeeded
          suspended                | succeeded, deleted before         | Cancelled
          suspended, 1 active      | -                                 | Active
          suspended, 1 terminating | -                                 | Active
          resumed                  | -                                 | Active
          """)
  void what_job_and_pod_say(String job, String pod, String seen) {
    List<Pod> pods = pod.equals("-") ? List.of() : List.of(Seen.pod(pod));
    JobSighting sighting = JobReader.read(Seen.job(job), pods, Optional.empty(), () -> pods);
    assertThat(Seen.words(sighting)).isEqualTo(seen);
    assertThat(sighting.job()).isEqualTo("checkout-migrate-1");
  }

  @Test
  void success_is_dated_by_the_container_and_failure_by_the_job() {
    assertThat(outcome("active", "succeeded").at()).isEqualTo(ENDED);
    assertThat(outcome("failed", "failed").at()).isEqualTo(SAID);
  }

  @Test
  void outputs_are_the_termination_message_of_the_step() {
    Pod pod = Seen.pod("succeeded");
    pod.getStatus()
        .getContainerStatuses()
        .get(0)
        .getState()
        .getTerminated()
        .setMessage("{\"a\":1}");
    assertThat(read("active", pod))
        .isEqualTo(
            new JobSighting.Ended(
                "checkout-migrate-1",
                "job-1",
                new AttemptOutcome.Succeeded(ENDED, "{\"a\":1}", 4096)));
  }

  @Test
  void a_step_that_writes_no_outputs_has_empty_ones() {
    assertThat(outcome("active", "succeeded"))
        .isEqualTo(new AttemptOutcome.Succeeded(ENDED, "", 4096));
  }

  @Test
  void a_complete_job_whose_pod_is_not_known_yet_has_its_pods_read_live() {
    AtomicInteger reads = new AtomicInteger();
    for (List<Pod> behind : List.of(List.<Pod>of(), List.of(Seen.pod("running")))) {
      JobSighting sighting =
          JobReader.read(
              Seen.job("complete"),
              behind,
              Optional.empty(),
              () -> {
                reads.incrementAndGet();
                return List.of(Seen.pod("succeeded"));
              });
      assertThat(Seen.words(sighting)).isEqualTo("Succeeded");
    }
    assertThat(reads).hasValue(2);
  }

  @ParameterizedTest
  @CsvSource({
    "failed, failed, Failed NonZeroExit 3",
    "past its deadline, running, TimedOut",
    "past its deadline, pending, Error StartTimedOut",
    "'failed by policy', 'failed, drained', Disrupted"
  })
  void a_failed_job_whose_pod_is_not_known_yet_has_its_pods_read_live(
      String job, String live, String seen) {
    JobSighting sighting =
        JobReader.read(Seen.job(job), List.of(), Optional.empty(), () -> List.of(Seen.pod(live)));
    assertThat(Seen.words(sighting)).isEqualTo(seen);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          new              | running
          active           | succeeded
          active           | failed
          suspended        | running
          complete         | succeeded
          failed           | failed
          failed by policy | failed, drained
          """)
  void nothing_is_read_live_while_the_known_pods_say_enough(String job, String pod) {
    JobReader.read(
        Seen.job(job),
        List.of(Seen.pod(pod)),
        Optional.empty(),
        () -> {
          throw new AssertionError("read live");
        });
  }

  @Test
  void a_job_without_pods_tells_why_none_can_be_created() {
    Trouble quota = new Trouble("FailedCreate", "exceeded quota");
    assertThat(JobReader.read(Seen.job("new"), List.of(), Optional.of(quota), List::of))
        .isEqualTo(
            new JobSighting.Active(
                "checkout-migrate-1", "job-1", Optional.empty(), Optional.of(quota)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pending", "running"})
  void an_old_refusal_is_not_told_once_there_is_a_pod(String pod) {
    JobSighting sighting =
        JobReader.read(
            Seen.job("active"),
            List.of(Seen.pod(pod)),
            Optional.of(new Trouble("FailedCreate", "exceeded quota")),
            List::of);
    assertThat(sighting)
        .isInstanceOfSatisfying(
            JobSighting.Active.class, active -> assertThat(active.trouble()).isEmpty());
  }

  @Test
  void a_pod_that_outlives_its_cancellation_is_named_with_its_node() {
    Pod pod = Seen.pod("running");
    pod.setSpec(new PodSpecBuilder().withNodeName("node-7").build());
    assertThat(JobReader.read(Seen.job("suspended"), List.of(pod), Optional.empty(), List::of))
        .isInstanceOfSatisfying(
            JobSighting.Active.class,
            active ->
                assertThat(active.trouble().map(Trouble::message))
                    .contains(
                        "pod " + pod.getMetadata().getName() + " on node node-7 has not gone"));
  }

  @Test
  void the_newest_pod_speaks_first_and_of_two_of_one_second_the_later_name() {
    Pod old = created("a", "2026-03-01T12:00:00Z", "failed");
    Pod older = created("z", "2026-03-01T11:59:59Z", "never started");
    Pod newest = created("b", "2026-03-01T12:00:00Z", "killed for memory");
    for (List<Pod> pods : List.of(List.of(old, older, newest), List.of(newest, older, old))) {
      assertThat(Seen.words(JobReader.read(Seen.job("failed"), pods, Optional.empty(), List::of)))
          .isEqualTo("Failed OOMKilled 137");
    }
  }

  @Test
  void a_pod_that_does_not_say_when_it_was_created_is_the_oldest() {
    Pod undated = created("z", null, "failed");
    Pod dated = created("a", "2026-03-01T12:00:00Z", "killed for memory");
    assertThat(
            Seen.words(
                JobReader.read(
                    Seen.job("failed"), List.of(undated, dated), Optional.empty(), List::of)))
        .isEqualTo("Failed OOMKilled 137");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2026-03-01", "2026-13-01T12:00:00Z"})
  void a_time_that_cannot_be_read_is_no_fault(String time) {
    Pod pod = Seen.pod("succeeded");
    var end = pod.getStatus().getContainerStatuses().get(0).getState().getTerminated();
    end.setStartedAt(time);
    end.setFinishedAt(time);
    assertThat(Seen.words(read("active", pod))).isEqualTo("Succeeded");
    pod.getStatus().setPhase("Running");
    assertThat(Seen.words(read("active", pod))).isEqualTo("Active");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday"})
  void a_success_whose_time_cannot_be_read_is_none_once_its_pod_was_deleted(String time) {
    Pod pod = Seen.pod("succeeded, deleted after");
    pod.getStatus().getContainerStatuses().get(0).getState().getTerminated().setFinishedAt(time);
    assertThat(Seen.words(read("active", pod))).isEqualTo("Active since 12:00:10Z");
    Pod other = Seen.pod("succeeded, deleted after");
    other.getMetadata().setDeletionTimestamp(time);
    assertThat(Seen.words(read("active", other))).isEqualTo("Active since 12:00:10Z");
  }

  @Test
  void a_lost_outcome_says_whether_the_pod_is_gone_or_does_not_speak_of_the_step() {
    assertThat(((AttemptOutcome.Lost) outcome("complete", "-")).message())
        .isEqualTo(
            "Job checkout-migrate-1 is complete, but its pod is gone, and with it the outputs");
    String other =
        "status: {phase: Succeeded, containerStatuses: [{name: x, state: {terminated: {exitCode:"
            + " 0}}}]}";
    assertThat(((AttemptOutcome.Lost) outcome("complete", other)).message())
        .isEqualTo(
            "Job checkout-migrate-1 is complete, but no pod of it says that the container step has"
                + " ended well");
  }

  private static Pod created(String name, String at, String word) {
    Pod pod = Seen.pod(word);
    pod.getMetadata().setName(name);
    pod.getMetadata().setCreationTimestamp(at);
    return pod;
  }

  private static JobSighting read(String job, Pod pod) {
    return JobReader.read(Seen.job(job), List.of(pod), Optional.empty(), () -> List.of(pod));
  }

  private static AttemptOutcome outcome(String job, String pod) {
    List<Pod> pods = pod.equals("-") ? List.of() : List.of(Seen.pod(pod));
    JobSighting sighting = JobReader.read(Seen.job(job), pods, Optional.empty(), () -> pods);
    return ((JobSighting.Ended) sighting).outcome();
  }
}
