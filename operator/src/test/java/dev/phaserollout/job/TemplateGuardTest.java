package dev.phaserollout.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.JobErrands;
import dev.phaserollout.engine.JobRequest;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a template may not say, and in which words it is told so. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TemplateGuardTest {

  private static final JobManifest MANIFESTS = new JobManifest(PodSecurity.DEFAULT, Requests.AGENT);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {containers: [{name: step, $patch: delete}]}                               | no container named step
          {containers: [{name: step, terminationMessagePath: /tmp/x}]}               | terminationMessagePath '/tmp/x'
          """)
  void what_hides_the_end_of_the_step_is_refused_in_every_pod(String spec, String found) {
    JobRequest request = Requests.of(Requests.PLAIN, "spec: " + spec);
    assertThat(faults(request)).singleElement().asString().contains(found);
    assertThat(faults(around(request))).singleElement().asString().contains(found);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {initContainers: [{name: checkout, image: evil}]}                          | a container named checkout
          {containers: [{name: finish, image: evil}]}                                | a container named finish
          {volumes: [{name: phaserollout-agent, hostPath: {path: /}}]}               | a volume named phaserollout-agent
          {volumes: [{name: phaserollout-credentials, emptyDir: {}}]}                | a volume named phaserollout-credentials
          {volumes: [{name: phaserollout-signing, emptyDir: {}}]}                    | a volume named phaserollout-signing
          {containers: [{name: step, volumeMounts: [{name: phaserollout-credentials, mountPath: /c}]}]} | a mount of the volume phaserollout-credentials in the container step
          {initContainers: [{name: p, restartPolicy: Always, volumeMounts: [{name: phaserollout-agent, mountPath: /c}]}]} | a mount of the volume phaserollout-agent in the container p
          {volumes: [{name: mine, secret: {secretName: git-credentials}}]}           | the Secret git-credentials of the workspace
          {volumes: [{name: mine, projected: {sources: [{secret: {name: signing-key}}]}}]} | the Secret signing-key of the workspace
          {containers: [{name: step, env: [{name: A, valueFrom: {secretKeyRef: {name: git-credentials, key: token}}}]}]} | the Secret git-credentials of the workspace
          {initContainers: [{name: p, envFrom: [{secretRef: {name: git-credentials}}]}]} | the Secret git-credentials of the workspace
          {shareProcessNamespace: true}                                              | shareProcessNamespace: true
          {hostPID: true}                                                            | hostPID: true
          {hostIPC: true}                                                            | hostIPC: true
          {hostNetwork: true}                                                        | hostNetwork: true
          {volumes: [{name: node, hostPath: {path: /var/lib/kubelet}}]}              | the volume node with a hostPath
          {initContainers: [{name: p, securityContext: {privileged: true}}]}         | a container p that is privileged
          {initContainers: [{name: p, securityContext: {procMount: Unmasked}}]}      | procMount 'Unmasked' of the container p
          {initContainers: [{name: p, securityContext: {capabilities: {add: [CHOWN, SYS_PTRACE]}}}]} | the capability SYS_PTRACE of the container p
          {containers: [{name: step, volumeMounts: [{name: mine, mountPath: /workspace/}]}]} | the volume mine at /workspace in the container step
          {containers: [{name: step, volumeMounts: [{name: phaserollout-workspace, mountPath: /workspace, subPath: src}]}]} | the volume phaserollout-workspace at /workspace
          """)
  void what_reaches_for_the_agents_own_is_refused_in_a_pod_with_the_agent(
      String spec, String found) {
    JobRequest request = Requests.of(Requests.PLAIN, "spec: " + spec);
    assertThat(faults(around(request))).asString().contains("found " + found);
    assertThat(faults(with(Errands.before(Errands.WORKSPACE), request)))
        .asString()
        .contains("found " + found);
    assertThat(faults(request)).isEmpty();
  }

  @Test
  void variables_of_the_step_from_a_secret_of_the_workspace_are_refused() {
    for (String run :
        List.of(
            "{image: i, envFrom: [{secretRef: {name: git-credentials}}]}",
            "{image: i, env: [{name: A, valueFrom: {secretKeyRef: {name: signing-key, key: k}}}]}")) {
      assertThat(faults(around(Requests.of(run))))
          .singleElement()
          .asString()
          .contains("of the workspace, expected another one", "give the step a Secret of its own");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{containers: [{name: step, volumeMounts: [{name: c, mountPath: /workspace/cache}]}]}",
        "{initContainers: [{name: dind, image: d, restartPolicy: Always,"
            + " volumeMounts: [{name: phaserollout-workspace, mountPath: /src}]}]}",
        "{volumes: [{name: phaserollout-workspace, emptyDir: {sizeLimit: 9Gi}}]}",
        "{volumes: [{name: c, secret: {secretName: npm-token}}], hostPID: false}",
        "{containers: [{name: step, securityContext: {capabilities: {add: [NET_BIND_SERVICE]}}}]}"
      })
  void what_touches_nothing_of_the_agents_is_let_through(String spec) {
    assertThat(faults(around(Requests.of(Requests.PLAIN, "spec: " + spec)))).isEmpty();
  }

  @Test
  void containers_beside_a_step_with_deliverables_have_to_be_native_sidecars() {
    JobRequest request =
        Requests.of(Requests.PLAIN, "spec: {containers: [{name: uploader, image: u}]}");
    assertThat(faults(around(request)))
        .containsExactly(
            "found a container uploader beside the step, expected"
                + " a native sidecar, because the step's deliverables and commits are seen to after"
                + " it and before its pod ends; move it to initContainers, with restartPolicy:"
                + " Always");
    assertThat(faults(with(Errands.before(Errands.WORKSPACE), request))).isEmpty();
  }

  @Test
  void probes_of_a_step_with_deliverables_are_named_because_it_is_an_init_container() {
    JobRequest request =
        Requests.of(
            Requests.PLAIN,
            "spec: {containers: [{name: step, livenessProbe: {exec: {command: [x]}}}]}");
    assertThat(faults(around(request)))
        .singleElement()
        .asString()
        .contains("found livenessProbe of the container step");
    assertThat(faults(with(Errands.before(Errands.WORKSPACE), request))).isEmpty();
  }

  @Test
  void everything_that_is_wrong_is_listed_at_once() {
    assertThat(
            faults(
                around(
                    Requests.of(
                        Requests.PLAIN,
                        "spec: {hostPID: true, initContainers: [{name: checkout, image: e}]}",
                        "spec: {volumes: [{name: h, hostPath: {path: /}}]}"))))
        .hasSize(3);
  }

  @Test
  void of_a_pod_in_which_the_agent_is_alone_nothing_is_the_users_to_spoil() {
    assertThat(
            faults(
                with(
                    Errands.alone(Errands.WORKSPACE),
                    Requests.of(
                        Requests.EMPTY,
                        "spec: {containers: [{name: step, $patch: delete}], hostPID: true}"))))
        .isEmpty();
  }

  private static JobRequest around(JobRequest request) {
    return with(Errands.around(Errands.WORKSPACE), request);
  }

  private static JobRequest with(JobErrands errands, JobRequest request) {
    return Requests.with(errands, request);
  }

  private static List<String> faults(JobRequest request) {
    return MANIFESTS.faults(request).stream()
        .map(
            fault ->
                "found " + fault.found() + ", expected " + fault.expected() + "; " + fault.mend())
        .toList();
  }
}
