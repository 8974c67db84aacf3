package dev.phaserollout.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.GitWorkspace;
import dev.phaserollout.engine.JobErrands;
import dev.phaserollout.engine.JobRequest;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for a pod with the agent whatever a template says. */
class AgentPodLawsTest {

  private static final Set<String> AGENTS = Set.of("checkout", "finish", "git");
  private static final JobManifest MANIFESTS = new JobManifest(PodSecurity.DEFAULT, Requests.AGENT);

  @Property(tries = 500)
  void the_agents_containers_and_volumes_are_the_same_whatever_a_template_says(
      @ForAll("requests") JobRequest request) {
    JobRequest plain = Requests.with(request.errands().orElseThrow(), Requests.of(Requests.PLAIN));
    PodSpec spoilt = pod(request);
    PodSpec whole = pod(plain);
    for (String agent : AgentPod.agents(request.errands())) {
      assertThat(last(spoilt, agent)).isEqualTo(last(whole, agent));
    }
    assertThat(spoilt.getVolumes())
        .containsAll(
            whole.getVolumes().stream()
                .filter(volume -> AgentVolumes.AGENTS_OWN.contains(volume.getName()))
                .toList());
  }

  @Property(tries = 500)
  void a_template_without_faults_gives_nothing_of_the_agents_to_a_container_of_the_user(
      @ForAll("requests") JobRequest request) {
    PodSpec pod = pod(request);
    if (!MANIFESTS.faults(request).isEmpty()) {
      return;
    }
    Set<String> secrets = AgentVolumes.secrets(workspace(request.errands().orElseThrow()));
    Set<String> forbidden =
        pod.getVolumes().stream()
            .filter(
                volume ->
                    AgentVolumes.AGENTS_OWN.contains(volume.getName())
                        || (volume.getSecret() != null
                            && secrets.contains(volume.getSecret().getSecretName())))
            .map(Volume::getName)
            .collect(Collectors.toSet());
    if (containers(pod).count() > 1) {
      assertThat(Optional.ofNullable(pod.getShareProcessNamespace()))
          .isNotEqualTo(Optional.of(true));
    }
    assertThat(containers(pod).map(Container::getName)).doesNotHaveDuplicates();
    assertThat(containers(pod).filter(container -> !AGENTS.contains(container.getName())))
        .allSatisfy(
            container ->
                assertThat(container.getVolumeMounts())
                    .extracting(VolumeMount::getName)
                    .doesNotContainAnyElementsOf(forbidden));
  }

  private static GitWorkspace workspace(JobErrands errands) {
    return errands instanceof JobErrands.Around around
        ? around.before().workspace()
        : ((JobErrands.Alone) errands).errand().workspace();
  }

  @Provide
  Arbitrary<JobRequest> requests() {
    Arbitrary<JobErrands> errands =
        Arbitraries.of(
            Errands.before(Errands.WORKSPACE),
            Errands.around(Errands.WORKSPACE),
            Errands.alone(Errands.WORKSPACE),
            Errands.around(Errands.OPEN));
    Arbitrary<List<String>> templates =
        Arbitraries.of(
                "{}",
                "spec: {$patch: replace, containers: [{name: step, image: i}]}",
                "spec: {containers: [{$patch: replace}, {name: step, image: i}]}",
                "spec: {containers: [{name: finish, image: evil, command: [sh]}]}",
                "spec: {initContainers: [{name: checkout, image: evil}]}",
                "spec: {initContainers: [{name: p, image: p, restartPolicy: Always}]}",
                "spec: {initContainers: [{name: p, volumeMounts: [{name: phaserollout-agent,"
                    + " mountPath: /a}]}]}",
                "spec: {containers: [{name: step, volumeMounts: [{name: v, mountPath: /v}]}]}",
                "spec: {volumes: [{name: v, secret: {secretName: git-credentials}}]}",
                "spec: {volumes: [{name: v, emptyDir: {}}]}",
                "spec: {volumes: [{name: phaserollout-credentials, emptyDir: {}}]}",
                "spec: {volumes: [{name: phaserollout-agent, $patch: delete}]}",
                "spec: {volumes: [{name: phaserollout-workspace, emptyDir: {medium: Memory}}]}",
                "spec: {shareProcessNamespace: true}",
                "metadata: {annotations: {phaserollout.dev/agent: step}}")
            .list()
            .ofMaxSize(5);
    return Combinators.combine(errands, templates)
        .as(
            (some, partial) ->
                Requests.with(some, Requests.of(Requests.PLAIN, partial.toArray(String[]::new))));
  }

  private static PodSpec pod(JobRequest request) {
    return Yaml.as(Pod.class, MANIFESTS.pod(request)).getSpec();
  }

  private static Stream<Container> containers(PodSpec pod) {
    return Stream.of(pod.getInitContainers(), pod.getContainers()).flatMap(List::stream);
  }

  /** The user's would come before it. */
  private static Container last(PodSpec pod, String name) {
    return containers(pod)
        .filter(container -> container.getName().equals(name))
        .filter(container -> container.getImage().equals(Requests.AGENT.image()))
        .reduce((one, other) -> other)
        .orElseThrow();
  }
}
