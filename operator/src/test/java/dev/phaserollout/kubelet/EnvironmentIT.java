package dev.phaserollout.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class EnvironmentIT {
  private final Pods pods;

  EnvironmentIT(PodCluster cluster) {
    this.pods = new Pods(cluster, "env");
  }

  @Test
  void values_come_from_text_fields_config_maps_and_secrets() {
    pods.createConfigMap("settings", "{REGION: eu, app.name: shop}");
    pods.createSecret("keys", "{token: t0p}");
    pods.createWith(
        "{name: values, labels: {tier: front}}",
        """
        containers:
          - name: step
            image: IMAGE
            command: [sh, -c, 'echo "$PLAIN $NAME $SPACE $TIER $NONE $REGION $MY_REGION $TOKEN"']
            envFrom:
              - {configMapRef: {name: settings}}
              - {prefix: MY_, configMapRef: {name: settings}}
              - {secretRef: {name: nothing, optional: true}}
            env:
              - {name: PLAIN, value: text}
              - {name: NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
              - {name: SPACE, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}
              - {name: TIER, valueFrom: {fieldRef: {fieldPath: "metadata.labels['tier']"}}}
              - {name: NONE, valueFrom: {secretKeyRef: {name: keys, key: no, optional: true}}}
              - {name: TOKEN, valueFrom: {secretKeyRef: {name: keys, key: token}}}
        """);

    pods.awaitPhase("values", "Succeeded");

    assertThat(pods.log("values", "step"))
        .isEqualTo("text values " + pods.namespace() + " front  eu eu t0p\n");
  }

  @Test
  void a_pod_knows_its_uid_and_its_address() {
    pods.create(
        "self",
        """
        containers:
          - name: step
            image: IMAGE
            command: [sh, -c, 'echo "$UID_ $IP $NODE $HOSTNAME"']
            env:
              - {name: UID_, valueFrom: {fieldRef: {fieldPath: metadata.uid}}}
              - {name: IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
              - {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
        """);

    Pod self = pods.awaitPhase("self", "Succeeded");

    assertThat(pods.log("self", "step"))
        .isEqualTo(
            self.getMetadata().getUid()
                + " "
                + self.getStatus().getPodIP()
                + " "
                + self.getSpec().getNodeName()
                + " self\n");
  }

  @Test
  void references_are_expanded_in_commands_arguments_and_values() {
    pods.createConfigMap("below", "{FROM: from}");
    pods.create(
        "references",
        """
        containers:
          - name: step
            image: IMAGE
            command: [sh, -c, 'for word in "$@"; do echo "$word"; done', '$(A)']
            args: ['$(C)', '$$(A)', '$(MISSING) $(A', $$$(A)$x, '$(FROM)', '$(LATE)', '$(ABOVE)']
            envFrom: [{configMapRef: {name: below}}]
            env:
              - {name: ABOVE, value: $(A)}
              - {name: A, value: a}
              - {name: C, value: '$(A)$(A)'}
              - {name: LATE, value: $(FROM)}
        """);

    pods.awaitPhase("references", "Succeeded");

    assertThat(pods.log("references", "step").lines())
        .containsExactly("aa", "$(A)", "$(MISSING) $(A", "$a$x", "from", "from", "$(A)");
  }

  @Test
  void arguments_alone_are_the_command_of_an_image_that_has_none() {
    pods.create("args", "containers: [{name: step, image: IMAGE, args: [echo, hello]}]");

    pods.awaitPhase("args", "Succeeded");

    assertThat(pods.log("args", "step")).isEqualTo("hello\n");
  }
}
