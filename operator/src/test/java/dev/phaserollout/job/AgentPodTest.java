package dev.phaserollout.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.agent.ErrandReader;
import dev.phaserollout.engine.JobErrands;
import dev.phaserollout.engine.JobRequest;
import dev.phaserollout.errand.Errand;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent in a pod: where its containers stand, what they have, and what the step has not. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AgentPodTest {

  private static final String SIDECARS =
      "spec: {initContainers: [{name: warm-up, image: w}, {name: proxy, image: p, restartPolicy:"
          + " Always}]}";

  private static final JobErrands AROUND = Errands.around(Errands.WORKSPACE);

  static Stream<JobErrands> errands() {
    return Stream.of(Errands.WORKSPACE, Errands.OPEN)
        .flatMap(
            workspace ->
                Stream.of(
                    Errands.before(workspace),
                    Errands.around(workspace),
                    Errands.alone(workspace)));
  }

  @Test
  void a_checkout_comes_before_everything_of_the_user() {
    PodSpec pod = pod(Errands.before(Errands.WORKSPACE), Requests.of(Requests.PLAIN, SIDECARS));
    assertThat(pod.getInitContainers())
        .extracting(Container::getName)
        .containsExactly("checkout", "proxy", "warm-up");
    assertThat(pod.getContainers()).extracting(Container::getName).containsExactly("step");
  }

  @Test
  void where_something_follows_the_step_it_is_the_last_of_those_that_run_in_turn() {
    PodSpec pod = pod(AROUND, Requests.of(Requests.PLAIN, SIDECARS));
    assertThat(pod.getInitContainers())
        .extracting(Container::getName)
        .containsExactly("checkout", "proxy", "warm-up", "step");
    assertThat(pod.getContainers()).extracting(Container::getName).containsExactly("finish");
  }

  @Test
  void a_template_means_the_same_whatever_follows_the_step() {
    JobRequest request =
        Requests.of(
            Requests.PLAIN,
            "spec: {containers: [{name: step, tty: true, workingDir: src, resources: {limits:"
                + " {cpu: '1'}}, volumeMounts: [{name: cache, mountPath: /cache}]}],"
                + " volumes: [{name: cache, emptyDir: {}}]}",
            SIDECARS);
    PodSpec before = pod(Errands.before(Errands.WORKSPACE), request);
    PodSpec around = pod(AROUND, request);
    assertThat(container(around, "step")).isEqualTo(container(before, "step"));
    assertThat(container(around, "proxy")).isEqualTo(container(before, "proxy"));
    assertThat(container(around, "checkout")).isEqualTo(container(before, "checkout"));
  }

  @Test
  void a_step_that_the_template_has_among_the_init_containers_stays_there() {
    String moved =
        "spec: {containers: [{name: step, $patch: delete}], initContainers: [{name: step, image:"
            + " i}]}";
    PodSpec pod = pod(AROUND, Requests.of(Requests.PLAIN, moved));
    assertThat(pod.getInitContainers())
        .extracting(Container::getName)
        .containsExactly("checkout", "step");
    assertThat(container(pod, "step").getWorkingDir()).isEqualTo("/workspace");
  }

  @ParameterizedTest
  @CsvSource({"'', /workspace", "packages/api, /workspace/packages/api", "/srv, /srv"})
  void the_step_starts_in_the_working_tree_or_below_it_or_where_it_says(
      String written, String starts) {
    String run =
        written.isEmpty()
            ? Requests.PLAIN
            : "{image: shop/migrate:v2, workingDir: " + written + "}";
    for (JobErrands errands : List.of(AROUND, Errands.before(Errands.OPEN))) {
      assertThat(container(pod(errands, Requests.of(run)), "step").getWorkingDir())
          .isEqualTo(starts);
    }
  }

  @Test
  void the_working_tree_is_in_checkout_step_and_finish_and_the_last_cannot_change_it() {
    PodSpec pod = pod(AROUND, Requests.of(Requests.PLAIN, SIDECARS));
    assertThat(mount(pod, "checkout", "/workspace")).isEqualTo("phaserollout-workspace");
    assertThat(mount(pod, "step", "/workspace")).isEqualTo("phaserollout-workspace/tree");
    assertThat(mount(pod, "finish", "/workspace"))
        .isEqualTo("phaserollout-workspace/tree, read-only");
    assertThat(container(pod, "proxy").getVolumeMounts())
        .extracting(VolumeMount::getMountPath)
        .containsExactly("/home/phaserollout");
  }

  @Test
  void what_the_working_tree_is_on_can_be_said_in_a_template() {
    PodSpec pod =
        pod(
            AROUND,
            Requests.of(
                Requests.PLAIN,
                "spec: {volumes: [{name: phaserollout-workspace, emptyDir: {sizeLimit: 9Gi}}]}"));
    assertThat(pod.getVolumes())
        .filteredOn(volume -> volume.getName().equals("phaserollout-workspace"))
        .singleElement()
        .satisfies(volume -> assertThat(volume.getEmptyDir().getSizeLimit()).isNotNull());
  }

  @ParameterizedTest
  @MethodSource("errands")
  void credentials_key_and_git_directory_are_in_the_agents_containers_and_in_no_other(
      JobErrands errands) {
    PodSpec pod = pod(errands, Requests.of(Requests.PLAIN, SIDECARS));
    Set<String> agents = Set.of("checkout", "finish", "git");
    for (Container container : all(pod).toList()) {
      List<String> volumes =
          container.getVolumeMounts().stream().map(VolumeMount::getName).toList();
      if (agents.contains(container.getName())) {
        assertThat(volumes).contains("phaserollout-agent").doesNotContain("phaserollout-home");
      } else {
        assertThat(volumes).doesNotContainAnyElementsOf(AgentVolumes.AGENTS_OWN);
      }
    }
  }

  @Test
  void secrets_are_mounted_read_only_and_the_signing_key_only_where_something_is_signed() {
    PodSpec pod = pod(AROUND, Requests.plain());
    assertThat(mounts(pod, "checkout"))
        .containsExactlyInAnyOrder(
            "phaserollout-agent at /var/lib/phaserollout",
            "phaserollout-credentials at /etc/phaserollout/credentials, read-only",
            "phaserollout-workspace at /workspace");
    assertThat(mounts(pod, "finish"))
        .containsExactlyInAnyOrder(
            "phaserollout-agent at /var/lib/phaserollout",
            "phaserollout-credentials at /etc/phaserollout/credentials, read-only",
            "phaserollout-signing at /etc/phaserollout/signing, read-only",
            "phaserollout-workspace/tree at /workspace, read-only");
    assertThat(pod.getVolumes())
        .filteredOn(volume -> volume.getSecret() != null)
        .extracting(volume -> volume.getName() + " " + volume.getSecret().getSecretName())
        .containsExactlyInAnyOrder(
            "phaserollout-credentials git-credentials", "phaserollout-signing signing-key");
  }

  @Test
  void a_workspace_without_secrets_has_none_in_its_pods() {
    for (JobErrands errands : List.of(Errands.around(Errands.OPEN), Errands.alone(Errands.OPEN))) {
      PodSpec pod = pod(errands, Requests.plain());
      assertThat(pod.getVolumes()).extracting(Volume::getSecret).containsOnlyNulls();
      assertThat(all(pod).flatMap(container -> container.getArgs().stream()))
          .doesNotContain("--credentials", "--signing");
    }
  }

  @Test
  void the_agent_is_called_with_its_folders() {
    PodSpec pod = pod(AROUND, Requests.plain());
    assertThat(container(pod, "checkout").getArgs())
        .containsExactly(
            "agent",
            "checkout",
            "--git-dir",
            "/var/lib/phaserollout/git",
            "--work-tree",
            "/workspace/tree",
            "--credentials",
            "/etc/phaserollout/credentials");
    assertThat(container(pod, "finish").getArgs())
        .startsWith("agent", "finish", "--git-dir", "/var/lib/phaserollout/git")
        .endsWith("--signing", "/etc/phaserollout/signing");
    assertThat(container(pod, "finish").getCommand()).isEmpty();
  }

  @Test
  void an_errand_reaches_the_agent_as_it_was_whatever_the_kubelet_replaces() {
    JobErrands.Around around =
        (JobErrands.Around) Errands.around(Errands.WORKSPACE, "$(HOME) $$(HOME) $PATH \"ü\"\n$");
    Map<String, String> variables =
        Kubelet.environment(container(pod(around, Requests.plain()), "finish"));
    Errand read = ErrandReader.read("finish", variables.get("PHASEROLLOUT_ERRAND"));
    assertThat(read).isEqualTo(around.after().orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("errands")
  void no_variable_of_the_run_is_in_the_agents_environment(JobErrands errands) {
    JobRequest request =
        Requests.of(
            "{image: i, env: [{name: JDK_JAVA_OPTIONS, value: -javaagent:x}],"
                + " envFrom: [{secretRef: {name: s}}]}",
            "{}",
            Map.of("JAVA_TOOL_OPTIONS", "-agentpath:/workspace/evil.so"));
    PodSpec pod = pod(errands, request);
    for (String agent : AgentPod.agents(Optional.of(errands))) {
      Container container = container(pod, agent);
      assertThat(container.getEnvFrom()).isEmpty();
      assertThat(container.getEnv())
          .extracting(variable -> variable.getName())
          .containsExactlyInAnyOrder("HOME", "PHASEROLLOUT_OUTPUTS", "PHASEROLLOUT_ERRAND");
    }
  }

  @ParameterizedTest
  @MethodSource("errands")
  void the_agents_containers_are_restricted_and_write_to_their_volumes_only(JobErrands errands) {
    PodSpec pod = pod(errands, Requests.of(Requests.PLAIN, SIDECARS));
    assertThat(RestrictedStandard.violations(pod)).isEmpty();
    for (String agent : AgentPod.agents(Optional.of(errands))) {
      Container container = container(pod, agent);
      assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
      assertThat(container.getImage()).isEqualTo("registry.example/phaserollout:1");
      assertThat(container.getImagePullPolicy()).isEqualTo("IfNotPresent");
      assertThat(Yaml.fieldsOf(container.getResources()))
          .isEqualTo(Yaml.fields("limits: {memory: 512Mi}"));
    }
  }

  @Test
  void an_agent_alone_is_the_whole_pod_and_a_template_says_only_where_it_runs() {
    JobRequest request =
        Requests.of(
            Requests.EMPTY,
            "spec: {nodeSelector: {disk: ssd}, imagePullSecrets: [{name: registry}],"
                + " containers: [{name: step, image: evil}, {name: other, image: evil}],"
                + " initContainers: [{name: proxy, image: evil}],"
                + " volumes: [{name: cache, emptyDir: {}}]}");
    PodSpec pod = pod(Errands.alone(Errands.WORKSPACE), request);
    assertThat(all(pod)).extracting(Container::getName).containsExactly("git");
    assertThat(pod.getVolumes())
        .extracting(Volume::getName)
        .containsExactlyInAnyOrder(
            "phaserollout-agent", "phaserollout-credentials", "phaserollout-signing");
    assertThat(pod.getNodeSelector()).containsEntry("disk", "ssd");
    assertThat(pod.getImagePullSecrets()).hasSize(1);
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
  }

  @Test
  void kubectl_logs_shows_the_step_or_the_agent_where_it_is_alone() {
    assertThat(annotations(AROUND, Requests.plain()))
        .containsEntry("kubectl.kubernetes.io/default-container", "step");
    assertThat(annotations(Errands.alone(Errands.OPEN), Requests.of(Requests.EMPTY)))
        .containsEntry("kubectl.kubernetes.io/default-container", "git");
  }

  @Test
  void which_containers_are_the_agents_is_the_operators_word_alone() {
    JobRequest lying =
        Requests.of(Requests.PLAIN, "metadata: {annotations: {phaserollout.dev/agent: step}}");
    assertThat(annotations(AROUND, lying))
        .containsEntry("phaserollout.dev/agent", "checkout,finish");
    Pod without =
        Yaml.as(Pod.class, new JobManifest(PodSecurity.DEFAULT, Requests.AGENT).pod(lying));
    assertThat(without.getMetadata().getAnnotations()).doesNotContainKey("phaserollout.dev/agent");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          metadata: text                            | metadata=text
          metadata: {annotations: text}             | annotations=text
          spec: text                                | spec=text
          spec: {containers: {name: step}}          | containers={name=step}
          spec: {initContainers: {name: proxy}}     | initContainers={name=proxy}
          spec: {volumes: {name: v}}                | volumes={name=v}
          spec: {containers: [text]}                | [text,
          spec: {containers: [{name: step, volumeMounts: 3}]} | volumeMounts=3
          """)
  void what_is_malformed_reaches_the_api_server_as_it_was_written(String template, String seen) {
    JobRequest request = Requests.with(AROUND, Requests.of(Requests.PLAIN, template));
    assertThat(String.valueOf(PodTemplate.of(request, PodSecurity.DEFAULT, Requests.AGENT)))
        .contains(seen);
  }

  private static Map<String, String> annotations(JobErrands errands, JobRequest request) {
    return Yaml.as(
            Pod.class,
            new JobManifest(PodSecurity.DEFAULT, Requests.AGENT)
                .pod(Requests.with(errands, request)))
        .getMetadata()
        .getAnnotations();
  }

  private static PodSpec pod(JobErrands errands, JobRequest request) {
    return Yaml.as(
            Pod.class,
            new JobManifest(PodSecurity.DEFAULT, Requests.AGENT)
                .pod(Requests.with(errands, request)))
        .getSpec();
  }

  private static Stream<Container> all(PodSpec pod) {
    return Stream.of(pod.getInitContainers(), pod.getContainers()).flatMap(List::stream);
  }

  private static Container container(PodSpec pod, String name) {
    return all(pod).filter(container -> container.getName().equals(name)).findFirst().orElseThrow();
  }

  private static List<String> mounts(PodSpec pod, String container) {
    return container(pod, container).getVolumeMounts().stream()
        .map(
            mount ->
                mount.getName()
                    + Optional.ofNullable(mount.getSubPath()).map(path -> "/" + path).orElse("")
                    + " at "
                    + mount.getMountPath()
                    + (Boolean.TRUE.equals(mount.getReadOnly()) ? ", read-only" : ""))
        .toList();
  }

  private static String mount(PodSpec pod, String container, String path) {
    String at = " at " + path;
    return mounts(pod, container).stream()
        .filter(mount -> mount.contains(at))
        .map(mount -> mount.replace(at, ""))
        .findFirst()
        .orElseThrow();
  }
}
