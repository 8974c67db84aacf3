package dev.phaserollout.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.JobRequest;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pod of an attempt: users, home, tokens, sidecars, and what users may change of it. */
class PodTemplateTest {

  private static final String SIDECARS =
      "spec: {initContainers: [{name: warm-up, image: w}, {name: proxy, image: p, restartPolicy:"
          + " Always}, {name: checkout, image: c}], containers: [{name: uploader, image: u}]}";

  @Test
  void all_containers_run_as_one_user_that_is_not_root() {
    assertThat(pod(Requests.plain()).getSecurityContext())
        .isEqualTo(
            Yaml.read(
                PodSecurityContext.class,
                "{runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}, runAsUser: 65532,"
                    + " runAsGroup: 65532, fsGroup: 65532}"));
  }

  @Test
  void a_cluster_that_assigns_user_ids_gets_pods_without_one_that_are_restricted_all_the_same() {
    PodSpec pod = template(Requests.plain(), new PodSecurity(Map.of())).getSpec();
    assertThat(pod.getSecurityContext().getRunAsUser()).isNull();
    assertThat(pod.getSecurityContext().getFsGroup()).isNull();
    assertThat(RestrictedStandard.violations(pod)).isEmpty();
  }

  @Test
  void what_step_defaults_say_of_users_wins_field_by_field() {
    JobRequest request =
        Requests.of(Requests.PLAIN, "{runAsUser: 1000, fsGroup: null}", Requests.environment());
    PodSecurityContext context = pod(request).getSecurityContext();
    assertThat(context.getRunAsUser()).isEqualTo(1000);
    assertThat(context.getRunAsGroup()).isEqualTo(65532);
    assertThat(context.getFsGroup()).isNull();
    assertThat(context.getRunAsNonRoot()).isTrue();
  }

  @Test
  void a_template_wins_over_step_defaults_and_a_later_template_over_an_earlier_one() {
    JobRequest request =
        Requests.of(
            Requests.PLAIN,
            "{runAsUser: 1000}",
            Requests.environment(),
            "spec: {securityContext: {runAsUser: 2000}, priorityClassName: low}",
            "spec: {priorityClassName: high}");
    assertThat(pod(request).getSecurityContext().getRunAsUser()).isEqualTo(2000);
    assertThat(pod(request).getPriorityClassName()).isEqualTo("high");
  }

  @Test
  void kubectl_logs_shows_the_step() {
    assertThat(template(Requests.plain(), PodSecurity.DEFAULT).getMetadata().getAnnotations())
        .isEqualTo(Map.of("kubectl.kubernetes.io/default-container", "step"));
  }

  @Test
  void annotations_of_a_template_stand_beside_it() {
    JobRequest request =
        Requests.of(Requests.PLAIN, "metadata: {annotations: {mesh/inject: 'no'}}");
    assertThat(template(request, PodSecurity.DEFAULT).getMetadata().getAnnotations())
        .containsOnlyKeys("kubectl.kubernetes.io/default-container", "mesh/inject");
  }

  @Test
  void a_pod_gets_a_token_only_where_the_step_names_an_account() {
    assertThat(pod(Requests.plain()).getAutomountServiceAccountToken()).isFalse();
    assertThat(pod(Requests.plain()).getServiceAccountName()).isNull();
    PodSpec named = pod(Requests.of("{image: i, serviceAccountName: deployer}"));
    assertThat(named.getServiceAccountName()).isEqualTo("deployer");
    assertThat(named.getAutomountServiceAccountToken()).isTrue();
  }

  @Test
  void the_variables_of_every_service_in_the_namespace_are_kept_out() {
    assertThat(pod(Requests.plain()).getEnableServiceLinks()).isFalse();
  }

  @Test
  void the_step_is_what_the_user_wrote() {
    Container step =
        step(
            Requests.of(
                "{image: shop/migrate:v2, command: [migrate], args: [up, $(X)], workingDir: /srv,"
                    + " envFrom: [{prefix: A_, secretRef: {name: s, optional: true}},"
                    + " {configMapRef: {name: c}}],"
                    + " resources: {requests: {cpu: 100m}, limits: {memory: 64Mi}}}"));
    assertThat(step.getImage()).isEqualTo("shop/migrate:v2");
    assertThat(step.getCommand()).containsExactly("migrate");
    assertThat(step.getArgs()).containsExactly("up", "$(X)");
    assertThat(step.getWorkingDir()).isEqualTo("/srv");
    assertThat(Yaml.fieldsOf(step).get("envFrom"))
        .isEqualTo(
            Yaml.fields(
                    "l: [{prefix: A_, secretRef: {name: s, optional: true}},"
                        + " {configMapRef: {name: c}}]")
                .get("l"));
    assertThat(Yaml.fieldsOf(step.getResources()))
        .isEqualTo(Yaml.fields("{requests: {cpu: 100m}, limits: {memory: 64Mi}}"));
  }

  @Test
  void outputs_are_the_termination_message_and_never_the_log() {
    Container step = step(Requests.plain());
    assertThat(step.getTerminationMessagePath()).isEqualTo("/dev/termination-log");
    assertThat(step.getTerminationMessagePolicy()).isNull();
  }

  @Test
  void a_template_changes_the_step_by_its_name() {
    Container step =
        step(
            Requests.of(
                Requests.PLAIN,
                "spec: {containers: [{name: step, tty: true,"
                    + " volumeMounts: [{name: cache, mountPath: /cache}]}]}"));
    assertThat(step.getImage()).isEqualTo("shop/migrate:v2");
    assertThat(step.getTty()).isTrue();
    assertThat(step.getVolumeMounts())
        .extracting(VolumeMount::getMountPath)
        .containsExactlyInAnyOrder("/home/phaserollout", "/cache");
  }

  @Test
  void every_container_has_a_home_to_write_to_and_the_volume_for_it() {
    PodSpec pod = pod(Requests.of(Requests.PLAIN, SIDECARS));
    assertThat(pod.getVolumes())
        .singleElement()
        .satisfies(volume -> assertThat(volume.getEmptyDir()).isNotNull());
    String home = pod.getVolumes().get(0).getName();
    assertThat(pod.getInitContainers()).hasSize(3).allSatisfy(c -> assertHome(c, home));
    assertThat(pod.getContainers()).hasSize(2).allSatisfy(c -> assertHome(c, home));
  }

  private static void assertHome(Container container, String volume) {
    assertThat(container.getVolumeMounts())
        .singleElement()
        .satisfies(
            mount -> {
              assertThat(mount.getName()).isEqualTo(volume);
              assertThat(mount.getMountPath()).isEqualTo("/home/phaserollout");
            });
  }

  @Test
  void a_volume_that_the_user_mounts_as_home_takes_its_place() {
    Container step =
        step(
            Requests.of(
                Requests.PLAIN,
                "spec: {containers: [{name: step,"
                    + " volumeMounts: [{name: mine, mountPath: /home/phaserollout}]}],"
                    + " volumes: [{name: mine, emptyDir: {}}]}"));
    assertThat(step.getVolumeMounts())
        .singleElement()
        .satisfies(mount -> assertThat(mount.getName()).isEqualTo("mine"));
  }

  @Test
  void native_sidecars_come_first_and_the_others_keep_their_order() {
    PodSpec pod = pod(Requests.of(Requests.PLAIN, SIDECARS));
    assertThat(pod.getInitContainers())
        .extracting(Container::getName)
        .containsExactly("proxy", "warm-up", "checkout");
    assertThat(pod.getContainers())
        .extracting(Container::getName)
        .containsExactly("step", "uploader");
  }

  @Test
  void containers_of_the_user_are_restricted_too_unless_they_say_otherwise() {
    PodSpec pod = pod(Requests.of(Requests.PLAIN, SIDECARS));
    assertThat(RestrictedStandard.violations(pod)).isEmpty();
    PodSpec wider =
        pod(
            Requests.of(
                Requests.PLAIN,
                "spec: {initContainers: [{name: proxy, image: p,"
                    + " securityContext: {capabilities: {add: [NET_ADMIN]}}}]}"));
    assertThat(RestrictedStandard.violations(wider)).containsExactly("proxy: adds capabilities");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          metadata: text                                    | metadata=text
          metadata: {labels: text}                          | labels=text
          spec: text                                        | spec=text
          spec: {containers: {name: step}}                  | containers={name=step}
          spec: {containers: [text]}                        | , text]
          spec: {initContainers: {name: proxy}}             | initContainers={name=proxy}
          spec: {initContainers: [{name: p, env: text}]}    | env=text
          spec: {containers: [{name: step, env: {A: b}}]}   | env={A=b}
          spec: {containers: [{name: p, env: [text]}]}      | text]
          spec: {containers: [{name: p, volumeMounts: 3}]}  | volumeMounts=3
          spec: {initContainers: [{name: p, $patch: x}]}    | $patch=x
          """)
  void what_is_malformed_reaches_the_api_server_as_it_was_written(String template, String seen) {
    Object made =
        PodTemplate.of(Requests.of(Requests.PLAIN, template), PodSecurity.DEFAULT, Requests.AGENT);
    assertThat(String.valueOf(made)).contains(seen);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spec: {containers: null}",
        "spec: {initContainers: null, volumes: null}",
        "{spec: null, metadata: null}",
        "spec: {containers: [{name: step, env: null, securityContext: null, volumeMounts: null}]}",
        "spec: {containers: [{name: step, $patch: replace, image: i, env: null}]}",
        "spec: {$patch: replace, containers: [{name: step, env: null}], initContainers: [null]}",
        "spec: {containers: [null, {name: step, image: i}]}"
      })
  void a_null_anywhere_in_a_template_is_no_fault_of_the_operator(String template) {
    JobRequest request = Requests.of(Requests.PLAIN, template);
    assertThat(PodTemplate.of(request, PodSecurity.DEFAULT, Requests.AGENT))
        .containsKey("metadata");
  }

  private static PodTemplateSpec template(JobRequest request, PodSecurity security) {
    return Yaml.as(PodTemplateSpec.class, PodTemplate.of(request, security, Requests.AGENT));
  }

  private static PodSpec pod(JobRequest request) {
    return template(request, PodSecurity.DEFAULT).getSpec();
  }

  private static Container step(JobRequest request) {
    return pod(request).getContainers().get(0);
  }
}
