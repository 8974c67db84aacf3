package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.job.JobReader;
import dev.phaserollout.job.Seen;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
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

  @Property(tries = 5_000, generation = GenerationMode.EXHAUSTIVE)
  void reading_what_is_kept_is_reading_the_whole(
      @ForAll("jobs") String job,
      @ForAll("pods") String pod,
      @ForAll boolean bigSpec,
      @ForAll boolean others) {
    Job wholeJob = Seen.job(job);
    Pod wholePod = pod(pod, bigSpec, others);
    assertThat(read(TrimmedObjects.job(wholeJob), TrimmedObjects.pod(wholePod)))
        .isEqualTo(read(wholeJob, wholePod));
  }

  @Property(tries = 5_000, generation = GenerationMode.EXHAUSTIVE)
  void to_trim_twice_is_to_trim_once(
      @ForAll("pods") String word, @ForAll boolean bigSpec, @ForAll boolean others) {
    Pod kept = TrimmedObjects.pod(pod(word, bigSpec, others));
    assertThat(TrimmedObjects.pod(kept)).isEqualTo(kept);
  }

  private static JobSighting read(Job job, Pod pod) {
    return JobReader.read(job, List.of(pod), Optional.empty(), () -> List.of(pod));
  }

  @Provide
  Arbitrary<String> jobs() {
    return Arbitraries.of(Seen.jobWords());
  }

  @Provide
  Arbitrary<String> pods() {
    return Arbitraries.of(Seen.podWords());
  }

  private static Pod pod(String word, boolean bigSpec, boolean others) {
    Pod pod = Seen.pod(word);
    if (bigSpec) {
      pod.getMetadata().setAnnotations(Map.of("phaserollout.dev/agent", "checkout,uploader"));
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
}
