package dev.phaserollout.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checker finds what it is there for: each control is broken once. */
class RestrictedStandardTest {

  private static final String STEP =
      "{name: step, securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}";

  private static final String POD =
      "securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}";

  @Test
  void a_pod_that_keeps_every_control_has_no_violation() {
    assertThat(violations("{" + POD + ", containers: [" + STEP + "]}")).isEmpty();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          hostNetwork: true                                                | hostNetwork
          hostPID: true                                                    | hostPID
          hostIPC: true                                                    | hostIPC
          volumes: [{name: v, hostPath: {path: /}}]                        | volume [hostPath]
          securityContext: {runAsUser: 0}                                  | pod runAsUser 0
          securityContext: {sysctls: [{name: a, value: b}]}                | sysctls
          securityContext: {seLinuxOptions: {user: u}}                     | seLinuxOptions
          containers: [{name: c, securityContext: {privileged: true}}]     | c: privileged
          containers: [{name: c}]                                          | c: privilege escalation
          containers: [{name: c, securityContext: {runAsUser: 0}}]         | c: runAsUser 0
          containers: [{name: c, securityContext: {procMount: Unmasked}}]  | c: procMount
          containers: [{name: c, ports: [{hostPort: 80}]}]                 | c: hostPort
          containers: [{name: c}]                                          | c: may run as root
          initContainers: [{name: c, securityContext: {runAsNonRoot: false}}] | c: may run as root
          initContainers: [{name: c}]                                      | c: seccompProfile
          containers: [{name: c}]                                          | c: keeps capabilities
          containers: [{name: c, securityContext: {capabilities: {add: [X]}}}] | c: adds capabilities
          """)
  void a_pod_that_breaks_a_control_is_found(String pod, String violation) {
    assertThat(violations(pod)).contains(violation);
  }

  private static List<String> violations(String pod) {
    return RestrictedStandard.violations(Yaml.read(PodSpec.class, pod));
  }
}
