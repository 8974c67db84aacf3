package dev.phaserollout.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.JobRequest;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for the Job of every request whose user asks for no more than others have. */
class PodTemplateLawsTest {

  private final JobManifest manifests = new JobManifest(PodSecurity.DEFAULT, Requests.AGENT);

  @Property(tries = 300)
  void the_pod_keeps_the_restricted_pod_security_standard(@ForAll("requests") JobRequest request) {
    for (PodSecurity security : List.of(PodSecurity.DEFAULT, new PodSecurity(Map.of()))) {
      Pod pod = Yaml.as(Pod.class, new JobManifest(security, Requests.AGENT).pod(request));
      assertThat(RestrictedStandard.violations(pod.getSpec())).isEmpty();
    }
  }

  @Property(tries = 300)
  void the_pod_has_the_step_once_and_every_container_has_one_of_each_variable(
      @ForAll("requests") JobRequest request) {
    Pod pod = Yaml.as(Pod.class, manifests.pod(request));
    assertThat(pod.getSpec().getContainers())
        .filteredOn(container -> container.getName().equals("step"))
        .hasSize(1);
    assertThat(pod.getSpec().getContainers())
        .allSatisfy(
            container ->
                assertThat(container.getEnv())
                    .extracting(variable -> variable.getName())
                    .doesNotHaveDuplicates()
                    .contains("HOME", "PHASEROLLOUT_OUTPUTS", "PHASEROLLOUT_STEP"));
  }

  @Property(tries = 300)
  void a_template_changes_nothing_of_the_job_but_its_pod(@ForAll("requests") JobRequest request) {
    Job job = Yaml.as(Job.class, manifests.job(request, Requests.OWNER));
    Job plain = Yaml.as(Job.class, manifests.job(Requests.plain(), Requests.OWNER));
    job.getSpec().setTemplate(null);
    plain.getSpec().setTemplate(null);
    assertThat(job).isEqualTo(plain);
  }

  @Property(tries = 300)
  void the_arguments_stay_as_they_are(@ForAll("requests") JobRequest request) {
    String before = request.toString();
    manifests.job(request, Requests.OWNER);
    assertThat(request).hasToString(before);
  }

  @Provide
  Arbitrary<JobRequest> requests() {
    Arbitrary<String> container =
        Arbitraries.of(
            Requests.PLAIN,
            "{image: i, serviceAccountName: deployer, env: [{name: HOME, value: /x}]}",
            "{image: i, workingDir: /w, envFrom: [{secretRef: {name: s}}]}",
            "{image: i, resources: {limits: {memory: 64Mi}}, env: [{name: A, value: $(B)}]}");
    Arbitrary<String> security =
        Arbitraries.of("{}", "{runAsUser: 1000}", "{fsGroup: null, supplementalGroups: [7]}");
    Arbitrary<List<String>> templates =
        Arbitraries.of(
                "{}",
                "metadata: {labels: {team: shop}}",
                "spec: {containers: [{name: step, tty: true, env: [{name: A, value: b}]}]}",
                "spec: {containers: [{name: more, image: m, ports: [{containerPort: 80}]}]}",
                "spec: {initContainers: [{name: proxy, image: p, restartPolicy: Always}]}",
                "spec: {initContainers: [{name: wait, image: w, env: [{name: HOME, value: /}]}]}",
                "spec: {volumes: [{name: cache, persistentVolumeClaim: {claimName: c}}]}",
                "spec: {containers: [{name: more, $patch: delete}], nodeSelector: {a: b}}",
                "spec: {containers: [{name: step, securityContext:"
                    + " {readOnlyRootFilesystem: true}}]}",
                "spec: {securityContext: {runAsUser: 1234}, tolerations: [{operator: Exists}]}")
            .list()
            .ofMaxSize(5);
    Arbitrary<Map<String, String>> environment =
        Arbitraries.of(Map.<String, String>of(), Map.of("A", "$(x)", "PARAM_B", "$$"))
            .map(
                some -> {
                  Map<String, String> all = new LinkedHashMap<>(Requests.environment());
                  all.putAll(some);
                  return all;
                });
    return Combinators.combine(container, security, environment, templates)
        .as(
            (run, user, env, partial) ->
                Requests.of(run, user, env, partial.toArray(String[]::new)));
  }
}
