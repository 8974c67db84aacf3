package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.job.Seen;
import dev.phaserollout.job.Yaml;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the caches keep of a watch event is the same, whoever has read it. */
class WatchedOnceTest {

  private static final String WHOLE_POD =
      "{spec: {nodeName: n1, serviceAccountName: s, volumes: [{name: v, emptyDir: {}}],"
          + " initContainers: [{name: proxy, image: p, restartPolicy: Always}],"
          + " containers: [{name: step, image: i, command: [c], env: [{name: A, value: b}],"
          + " resources: {limits: {memory: 64Mi}}}]}, status: {phase: Running, podIP: 10.0.0.1}}";

  private final KubernetesSerialization client = new KubernetesSerialization();
  private final WatchedOnce once = new WatchedOnce();

  @ParameterizedTest
  @MethodSource("jobs")
  void the_caches_keep_the_same_of_a_job(Job job) {
    assertThat(TrimmedObjects.job(read(once, Job.class, told(job))))
        .isEqualTo(TrimmedObjects.job(read(client, Job.class, told(job))));
  }

  @ParameterizedTest
  @MethodSource("pods")
  void the_caches_keep_the_same_of_a_pod(Pod pod) {
    assertThat(TrimmedObjects.pod(read(once, Pod.class, told(pod))))
        .isEqualTo(TrimmedObjects.pod(read(client, Pod.class, told(pod))));
  }

  static List<Job> jobs() {
    return Seen.jobWords().stream().map(Seen::job).toList();
  }

  static List<Pod> pods() {
    return Stream.concat(Seen.podWords().stream(), Stream.of(WHOLE_POD)).map(Seen::pod).toList();
  }

  @Test
  void managed_fields_templates_and_commands_are_not_read() {
    Pod pod = read(once, Pod.class, told(Seen.pod(WHOLE_POD)));
    assertThat(pod.getMetadata().getManagedFields()).isEmpty();
    assertThat(pod.getSpec().getVolumes()).isEmpty();
    assertThat(pod.getSpec().getContainers())
        .hasSize(1)
        .allSatisfy(container -> assertThat(container.getEnv()).isEmpty());
  }

  @Test
  void a_rollout_is_read_whole_but_for_its_managed_fields() {
    PhaseRollout rollout = Rollouts.version("7");
    PhaseRollout seen = read(once, PhaseRollout.class, told(rollout));
    assertThat(seen.getStatus()).isEqualTo(rollout.getStatus());
    assertThat(seen.getMetadata().getManagedFields()).isEmpty();
  }

  @Test
  void what_ends_a_watch_is_read_as_the_client_reads_it() {
    String gone =
        "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\","
            + "\"status\":\"Failure\",\"reason\":\"Expired\",\"code\":410}}";
    assertThat(once.unmarshal(gone, WatchEvent.class))
        .isEqualTo(client.unmarshal(gone, WatchEvent.class));
    assertThat(read(once, Status.class, gone).getCode()).isEqualTo(410);
  }

  @Test
  void a_bookmark_carries_its_version() {
    String bookmark =
        "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Job\",\"apiVersion\":\"batch/v1\","
            + "\"metadata\":{\"resourceVersion\":\"12746\",\"creationTimestamp\":null},"
            + "\"spec\":{\"template\":{\"metadata\":{},\"spec\":{\"containers\":null}}},"
            + "\"status\":{}}}";
    assertThat(read(once, Job.class, bookmark).getMetadata().getResourceVersion())
        .isEqualTo("12746");
  }

  @Test
  void what_is_written_in_another_order_is_left_to_the_client() {
    String other =
        "{\"object\":{\"metadata\":{\"name\":\"j\"},\"kind\":\"Job\","
            + "\"apiVersion\":\"batch/v1\"},\"type\":\"ADDED\"}";
    assertThat(once.unmarshal(other, WatchEvent.class))
        .isEqualTo(client.unmarshal(other, WatchEvent.class));
  }

  @Test
  void beside_watch_events_everything_is_read_whole() {
    String pod = client.asJson(noisy(Seen.pod(WHOLE_POD)));
    assertThat(once.unmarshal(pod, Pod.class)).isEqualTo(client.unmarshal(pod, Pod.class));
  }

  private static <T> T read(KubernetesSerialization by, Class<T> kind, String event) {
    return kind.cast(by.unmarshal(event, WatchEvent.class).getObject());
  }

  /** As an API server writes it: kind and version come first. */
  private String told(HasMetadata object) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", object.getKind());
    fields.put("apiVersion", object.getApiVersion());
    fields.putAll(Yaml.fieldsOf(noisy(object)));
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("type", "MODIFIED");
    event.put("object", fields);
    return client.asJson(event);
  }

  private static <T extends HasMetadata> T noisy(T object) {
    ObjectMeta meta = object.getMetadata();
    meta.setManagedFields(
        List.of(new ManagedFieldsEntryBuilder().withManager("kubectl").withTime("t").build()));
    return object;
  }
}
