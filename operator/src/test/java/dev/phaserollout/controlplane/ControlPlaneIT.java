package dev.phaserollout.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@ControlPlane
@DisplayNameGeneration(ReplaceUnderscores.class)
class ControlPlaneIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final RunningControlPlane controlPlane;
  private final KubernetesClient client;
  private final Kubectl kubectl;
  private final String namespace;

  ControlPlaneIT(RunningControlPlane controlPlane, KubernetesClient client, Kubectl kubectl) {
    this.controlPlane = controlPlane;
    this.client = client;
    this.kubectl = kubectl;
    this.namespace = controlPlane.newNamespace("fixture");
  }

  @Test
  void a_namespace_gets_its_default_service_account_and_the_root_certificate() {
    assertThat(client.serviceAccounts().inNamespace(namespace).withName("default").get())
        .isNotNull();
    await().atMost(SOON).until(() -> configMap("kube-root-ca.crt") != null);
  }

  @Test
  void a_service_account_proves_itself_with_a_token() {
    String token = kubectl.succeed("create", "token", "default", "-n", namespace);

    assertThat(kubectl.succeed("auth", "whoami", "-o", "yaml", "--token", token.strip()))
        .contains("username: system:serviceaccount:" + namespace + ":default");
  }

  @Test
  void a_job_gets_its_pod_with_the_token_of_its_service_account() {
    kubectl.apply(
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: migrate, namespace: %s}
        spec:
          template:
            spec:
              restartPolicy: Never
              containers: [{name: step, image: example.com/migrate:v1}]
        """
            .replace("%s", namespace));

    await().atMost(SOON).until(() -> podsOfJob("migrate").size() == 1);
    assertThat(podsOfJob("migrate").get(0).getSpec().getVolumes())
        .anyMatch(volume -> volume.getName().startsWith("kube-api-access-"));
  }

  @Test
  void a_dependent_goes_with_its_owner() {
    ConfigMap owner = client.resource(named("owner")).create();
    ConfigMap dependent =
        new ConfigMapBuilder(named("dependent"))
            .editMetadata()
            .addNewOwnerReference()
            .withApiVersion("v1")
            .withKind("ConfigMap")
            .withName("owner")
            .withUid(owner.getMetadata().getUid())
            .endOwnerReference()
            .endMetadata()
            .build();
    client.resource(dependent).create();

    client.resource(owner).delete();

    await().atMost(SOON).until(() -> configMap("dependent") == null);
  }

  @Test
  void a_deleted_namespace_is_finalised_with_all_that_is_in_it() {
    client.resource(named("inside")).create();

    client.namespaces().withName(namespace).delete();

    await().atMost(SOON).until(() -> client.namespaces().withName(namespace).get() == null);
    assertThat(configMap("inside")).isNull();
  }

  @Test
  void kubectl_applies_and_gets() {
    kubectl.apply(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: applied, namespace: "
            + namespace
            + "}, data: {release: v2}}");

    assertThat(
            kubectl.succeed(
                "get", "configmap", "applied", "-n", namespace, "-o", "jsonpath={.data.release}"))
        .isEqualTo("v2");
  }

  @Test
  void a_user_may_do_what_is_bound_and_nothing_else() {
    kubectl.succeed(
        "create", "rolebinding", "readers", "--clusterrole=view", "--user=alice", "-n", namespace);

    KubectlResult alice = controlPlane.kubectl(User.ALICE).run("get", "jobs", "-n", namespace);
    KubectlResult bob = controlPlane.kubectl(User.BOB).run("get", "jobs", "-n", namespace);

    assertThat(alice.exitCode()).isZero();
    assertThat(bob.exitCode()).isEqualTo(1);
    assertThat(bob.err()).contains("Forbidden").contains("\"bob\"");
  }

  @Test
  void a_user_nobody_prepared_is_known_by_name_and_groups() {
    User carol = User.named("carol", "auditors", "developers");
    String yaml = controlPlane.kubectl(carol).succeed("auth", "whoami", "-o", "yaml");
    assertThat(yaml).contains("username: carol", "- auditors", "- developers");
    try (KubernetesClient asCarol = controlPlane.client(carol)) {
      kubectl.succeed(
          "create",
          "rolebinding",
          "auditors",
          "--clusterrole=view",
          "--group=auditors",
          "-n",
          namespace);
      assertThat(asCarol.pods().inNamespace(namespace).list().getItems()).isEmpty();
    }
  }

  @Test
  void every_write_is_in_the_audit_log_with_its_user() {
    long mark = controlPlane.audit().mark();

    client.resource(named("audited")).create();
    controlPlane.kubectl(User.BOB).run("delete", "configmap", "audited", "-n", namespace);

    await().atMost(SOON).until(() -> writesOf("audited", mark).size() == 2);
    assertThat(writesOf("audited", mark))
        .extracting(AuditedWrite::verb, AuditedWrite::user, AuditedWrite::code)
        .containsExactly(tuple("create", "admin", 201), tuple("delete", "bob", 403));
  }

  private List<AuditedWrite> writesOf(String name, long mark) {
    return controlPlane.audit().since(mark).stream()
        .filter(write -> write.name().filter(name::equals).isPresent())
        .toList();
  }

  private List<Pod> podsOfJob(String job) {
    return client.pods().inNamespace(namespace).withLabel("job-name", job).list().getItems();
  }

  private ConfigMap configMap(String name) {
    return client.configMaps().inNamespace(namespace).withName(name).get();
  }

  private ConfigMap named(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .endMetadata()
        .build();
  }
}
