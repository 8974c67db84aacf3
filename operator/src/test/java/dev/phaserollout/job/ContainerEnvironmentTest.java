package dev.phaserollout.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.JobRequest;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the process in a container sees, after the kubelet has read the variables its way. */
class ContainerEnvironmentTest {

  private static final String OTHERS =
      "spec: {initContainers: [{name: proxy, restartPolicy: Always}, {name: wait}],"
          + " containers: [{name: uploader, env: [{name: TARGET, value: s3}]}]}";

  @Test
  void every_container_sees_what_the_operator_says() {
    for (Container container : containers(Requests.of(Requests.PLAIN, OTHERS))) {
      assertThat(Kubelet.environment(container))
          .as(container.getName())
          .containsEntry("PHASEROLLOUT_STEP", "migrate")
          .containsEntry("PARAM_REGION", "eu")
          .containsEntry("SCHEMA", "42")
          .containsEntry("PHASEROLLOUT_OUTPUTS", "/dev/termination-log")
          .containsEntry("HOME", "/home/phaserollout");
    }
  }

  @Test
  void variables_of_the_user_stand_beside_them() {
    Container step =
        step(
            Requests.of(
                "{env: [{name: A, value: b}, {name: EMPTY, value: ''},"
                    + " {name: S, valueFrom: {secretKeyRef: {name: s, key: k, optional: true}}},"
                    + " {name: C, valueFrom: {configMapKeyRef: {name: c, key: k}}}]}"));
    assertThat(Kubelet.environment(step)).containsEntry("A", "b").containsEntry("EMPTY", "");
    assertThat(Yaml.fieldsOf(variable(step, "S")))
        .isEqualTo(
            Yaml.fields("{name: S, valueFrom: {secretKeyRef: {name: s, key: k, optional: true}}}"));
    assertThat(Yaml.fieldsOf(variable(step, "C")))
        .isEqualTo(Yaml.fields("{name: C, valueFrom: {configMapKeyRef: {name: c, key: k}}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{env: [{name: HOME, value: /srv}]}",
        "{env: [{name: A, value: b}, {name: HOME, value: /srv}]}",
        "{env: [{name: HOME, value: /srv}, {name: A, value: b}]}"
      })
  void a_home_of_the_users_wins_wherever_it_stands(String container) {
    Container step = step(Requests.of(container));
    assertThat(Kubelet.environment(step)).containsEntry("HOME", "/srv");
    assertThat(names(step)).containsOnlyOnce("HOME");
  }

  @Test
  void a_home_from_a_secret_is_not_mixed_with_the_operators() {
    Container step =
        step(
            Requests.of(
                "{env: [{name: HOME, valueFrom: {configMapKeyRef: {name: c, key: home}}}]}"));
    assertThat(variable(step, "HOME").getValue()).isNull();
    assertThat(variable(step, "HOME").getValueFrom()).isNotNull();
  }

  @Test
  void a_home_of_one_container_is_no_other_containers() {
    JobRequest request = Requests.of("{env: [{name: HOME, value: /srv}]}", OTHERS);
    assertThat(containers(request))
        .extracting(Kubelet::environment)
        .extracting(seen -> seen.get("HOME"))
        .containsExactly("/home/phaserollout", "/home/phaserollout", "/srv", "/home/phaserollout");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SCHEMA", "PARAM_REGION", "PHASEROLLOUT_STEP", "PHASEROLLOUT_OUTPUTS"})
  void inputs_and_what_the_operator_says_cannot_be_set_otherwise(String name) {
    String env = "env: [{name: " + name + ", value: mine}, {name: Z, value: z}]";
    Container typed = step(Requests.of("{" + env + "}"));
    Container merged =
        step(Requests.of(Requests.EMPTY, "spec: {containers: [{name: step, " + env + "}]}"));
    assertThat(List.of(typed, merged))
        .allSatisfy(
            step -> {
              assertThat(Kubelet.environment(step)).doesNotContainEntry(name, "mine");
              assertThat(Kubelet.environment(step)).containsEntry("Z", "z");
              assertThat(names(step)).doesNotHaveDuplicates();
            });
  }

  @Test
  void the_operators_variables_come_first_so_that_a_template_can_refer_to_them() {
    Container step =
        step(
            Requests.of(
                Requests.EMPTY,
                "spec: {containers: [{name: step, env: [{name: URL,"
                    + " value: 'https://$(PARAM_REGION).example.com$(HOME)'}]}]}"));
    assertThat(Kubelet.environment(step))
        .containsEntry("URL", "https://eu.example.com/home/phaserollout");
  }

  private static List<Container> containers(JobRequest request) {
    PodTemplateSpec template =
        Yaml.as(
            PodTemplateSpec.class, PodTemplate.of(request, PodSecurity.DEFAULT, Requests.AGENT));
    return Stream.of(template.getSpec().getInitContainers(), template.getSpec().getContainers())
        .flatMap(List::stream)
        .toList();
  }

  private static Container step(JobRequest request) {
    return containers(request).get(0);
  }

  private static List<String> names(Container container) {
    return container.getEnv().stream().map(EnvVar::getName).toList();
  }

  private static EnvVar variable(Container container, String name) {
    return container.getEnv().stream()
        .filter(variable -> variable.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
