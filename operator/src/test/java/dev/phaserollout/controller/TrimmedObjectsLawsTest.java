package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.job.JobReader;
import dev.phaserollout.job.Seen;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the caches leave out is missed by nobody who reads an attempt. */
class TrimmedObjectsLawsTest {

  private static final String BIG_SPEC =
      "{initContainers: [{name: proxy, image: p, restartPolicy: Always}], nodeName: n1,"
          + " containers: [{name: step, image: i, env: [{name: A, value: b}],"
          + " resources: {limits: {memory: 64Mi}}}, {name: uploader}, {name: more}]}";

  private static final String OTHERS =
      "status: {initContainerStatuses: [{name: proxy, state: {terminated: {exitCode: 143}}}],"
          + " containerStatuses: [{name: uploader, image: u, state: {terminated: {exitCode: 1,"
          + " reason: Error, message: no bucket}}}, {name: more, image: m,"
          + " state: {waiting: {reason: ErrImagePull, message: 'x: not found'}}}]}";

  @Property(tries = 300)
  void reading_what_is_kept_is_reading_the_whole(
      @ForAll("jobs") Job job, @ForAll("pods") List<Pod> pods) {
    List<Pod> kept = pods.stream().map(TrimmedObjects::pod).toList();
    assertThat(read(TrimmedObjects.job(job), kept)).isEqualTo(read(job, pods));
  }

  @Property(tries = 300)
  void to_trim_twice_is_to_trim_once(@ForAll("jobs") Job job, @ForAll("pods") List<Pod> pods) {
    Job once = TrimmedObjects.job(job);
    assertThat(TrimmedObjects.job(once)).isEqualTo(once);
    for (Pod pod : pods) {
      Pod kept = TrimmedObjects.pod(pod);
      assertThat(TrimmedObjects.pod(kept)).isEqualTo(kept);
    }
  }

  private static JobSighting read(Job job, List<Pod> pods) {
    return JobReader.read(job, pods, Optional.empty(), () -> pods);
  }

  @Provide
  Arbitrary<Job> jobs() {
    return Arbitraries.of(words(Seen.jobWords())).map(Seen::job);
  }

  @Provide
  Arbitrary<List<Pod>> pods() {
    Arbitrary<String> words = Arbitraries.of(words(Seen.podWords()));
    return Combinators.combine(words, Arbitraries.of(true, false), Arbitraries.of(true, false))
        .as(TrimmedObjectsLawsTest::pod)
        .list()
        .ofMaxSize(2);
  }

  private static Pod pod(String word, boolean bigSpec, boolean others) {
    Pod pod = Seen.pod(word);
    if (bigSpec) {
      pod.setSpec(Seen.pod("spec: " + BIG_SPEC).getSpec());
    }
    if (others && pod.getStatus() != null) {
      Pod more = Seen.pod(OTHERS);
      pod.getStatus().setInitContainerStatuses(more.getStatus().getInitContainerStatuses());
      pod.getStatus()
          .setContainerStatuses(
              Stream.concat(
                      more.getStatus().getContainerStatuses().stream(),
                      pod.getStatus().getContainerStatuses().stream())
                  .toList());
    }
    return pod;
  }

  private static List<String> words(Iterable<String> words) {
    return StreamSupport.stream(words.spliterator(), false).sorted().toList();
  }
}
