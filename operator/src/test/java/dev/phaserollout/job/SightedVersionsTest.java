package dev.phaserollout.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.AttemptOutcome;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.Trouble;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A version that is not looked at tells nobody anything. */
class SightedVersionsTest {

  private static final Optional<Trouble> UNMOUNTED =
      Optional.of(new Trouble("FailedMount", "no such volume"));

  @Property(tries = 20_000, generation = GenerationMode.EXHAUSTIVE)
  void a_version_of_a_job_that_tells_no_more_is_the_same_sighting(
      @ForAll("jobs") String before, @ForAll("jobs") String now, @ForAll("pods") String pod) {
    if (!SightedVersions.tellsMore(Seen.job(now), Seen.job(before))) {
      assertThat(read(now, pod)).isEqualTo(read(before, pod));
    }
  }

  @Property(tries = 20_000, generation = GenerationMode.EXHAUSTIVE)
  void a_version_of_a_pod_that_tells_no_more_is_the_same_sighting(
      @ForAll("jobs") String job, @ForAll("pods") String before, @ForAll("pods") String now) {
    if (!SightedVersions.tellsMore(Seen.pod(now), Seen.pod(before))) {
      assertThat(read(job, now)).isEqualTo(read(job, before));
    }
  }

  @Property(generation = GenerationMode.EXHAUSTIVE)
  void a_pod_that_tells_nothing_is_the_same_sighting_as_none(
      @ForAll("jobs") String word, @ForAll("pods") String podWord) {
    Job job = Seen.job(word);
    Pod pod = Seen.pod(podWord);
    boolean atWork = !Boolean.TRUE.equals(job.getSpec().getSuspend());
    if (atWork && !SightedVersions.tellsAnything(pod)) {
      assertThat(read(job, List.of(pod), Optional.empty(), pod))
          .isEqualTo(read(job, List.of(), Optional.empty(), pod));
    }
  }

  @Property(generation = GenerationMode.EXHAUSTIVE)
  void a_job_says_nothing_more_once_its_pod_has_ended_well(
      @ForAll("jobs") String job, @ForAll("pods") String pod) {
    boolean well =
        read(job, pod) instanceof JobSighting.Ended ended
            && ended.outcome() instanceof AttemptOutcome.Succeeded;
    assertThat(JobReader.succeeded(List.of(Seen.pod(pod)))).isEqualTo(well);
  }

  @Example
  void of_a_pod_that_goes_its_way_the_start_and_the_end_tell_more() {
    List<String> way = List.of("pending", "scheduled", "creating", "running", "succeeded");
    List<Boolean> more =
        List.of(
            SightedVersions.tellsAnything(Seen.pod(way.get(0))),
            more(way.get(1), way.get(0)),
            more(way.get(2), way.get(1)),
            more(way.get(3), way.get(2)),
            more(way.get(4), way.get(3)));
    assertThat(more).containsExactly(false, false, false, true, true);
  }

  @Example
  void of_a_job_that_goes_its_way_only_the_end_tells_more() {
    assertThat(moreOfJob("active", "new")).isFalse();
    assertThat(moreOfJob("status: {ready: 1}", "active")).isFalse();
    assertThat(moreOfJob("about to complete", "active")).isFalse();
    assertThat(moreOfJob("complete", "about to complete")).isTrue();
    assertThat(moreOfJob("suspended", "suspended, 1 terminating")).isTrue();
  }

  @Example
  void a_pod_that_only_loses_its_finalizer_tells_no_more() {
    Pod before = Seen.pod("succeeded");
    before.getMetadata().setResourceVersion("8");
    before.getMetadata().setFinalizers(List.of("batch.kubernetes.io/job-tracking"));
    Pod now = Seen.pod("succeeded");
    now.getMetadata().setResourceVersion("9");
    assertThat(SightedVersions.tellsMore(now, before)).isFalse();
  }

  private static boolean more(String now, String before) {
    return SightedVersions.tellsMore(Seen.pod(now), Seen.pod(before));
  }

  private static boolean moreOfJob(String now, String before) {
    return SightedVersions.tellsMore(Seen.job(now), Seen.job(before));
  }

  private static JobSighting read(String job, String pod) {
    return read(Seen.job(job), List.of(Seen.pod(pod)), UNMOUNTED, Seen.pod(pod));
  }

  /** The words of a trouble may change, its reason may not. */
  private static JobSighting read(Job job, List<Pod> cached, Optional<Trouble> mount, Pod live) {
    JobSighting seen = JobReader.read(job, cached, Optional.empty(), mount, () -> List.of(live));
    return seen instanceof JobSighting.Active active
        ? new JobSighting.Active(
            active.job(),
            active.uid(),
            active.runningSince(),
            active.trouble().map(trouble -> new Trouble(trouble.reason(), "")))
        : seen;
  }

  @Provide
  Arbitrary<String> jobs() {
    return Arbitraries.of(Seen.jobWords());
  }

  @Provide
  Arbitrary<String> pods() {
    return Arbitraries.of(Seen.podWords());
  }
}
