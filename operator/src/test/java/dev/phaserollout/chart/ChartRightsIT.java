package dev.phaserollout.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.phaserollout.controller.AnswerPolicy;
import dev.phaserollout.controlplane.ControlPlane;
import dev.phaserollout.controlplane.RunningControlPlane;
import dev.phaserollout.controlplane.User;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the accounts of a release can really do, asked of a real API server. */
@ControlPlane
class ChartRightsIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final RunningControlPlane controlPlane;
  private final KubernetesClient client;
  private final String home;
  private final String shop;
  private final InstalledChart chart;

  ChartRightsIT(RunningControlPlane controlPlane, KubernetesClient client) {
    this.controlPlane = controlPlane;
    this.client = client;
    this.home = controlPlane.newNamespace("operator");
    this.shop = controlPlane.newNamespace("shop");
    this.chart = new InstalledChart(home, home, controlPlane.kubeconfig(User.ADMIN));
  }

  @AfterEach
  void leave_nothing_of_the_cluster_behind() {
    chart.uninstall();
  }

  @Test
  void the_operator_may_do_what_it_needs_in_every_namespace_and_nothing_else() {
    chart.install(Chart.IMAGE);

    assertThat(OperatorRights.WORK).allMatch(right -> allowed(operator(), shop, "", right));
    assertThat(OperatorRights.NEVER).noneMatch(right -> allowed(operator(), shop, "", right));
    assertThat(OperatorRights.NEVER).noneMatch(right -> allowed(operator(), home, "", right));
    assertThat(OperatorRights.POLICIES)
        .allMatch(right -> allowed(operator(), "", AnswerPolicy.shipped().name(), right))
        .noneMatch(right -> allowed(operator(), "", "another", right));
  }

  @Test
  void in_some_namespaces_it_may_do_nothing_elsewhere() {
    chart.install(Chart.IMAGE + "watchNamespaces: [" + shop + "]\n");

    assertThat(OperatorRights.WORK).allMatch(right -> allowed(operator(), shop, "", right));
    assertThat(OperatorRights.WORK).noneMatch(right -> allowed(operator(), home, "", right));
    assertThat(OperatorRights.NEVER).noneMatch(right -> allowed(operator(), shop, "", right));
  }

  @Test
  void kinds_that_gates_wait_for_may_be_got_where_rollouts_are_looked_after() {
    chart.install(
        Chart.IMAGE
            + "watchNamespaces: ["
            + shop
            + "]\ngateKinds: [{apiGroup: apps, resources: [deployments]}]\n");

    assertThat(allowed(operator(), shop, "", new Right("apps", "deployments", "get"))).isTrue();
    assertThat(allowed(operator(), shop, "", new Right("apps", "deployments", "list"))).isFalse();
    assertThat(allowed(operator(), shop, "", new Right("apps", "daemonsets", "get"))).isFalse();
    assertThat(allowed(operator(), home, "", new Right("apps", "deployments", "get"))).isFalse();
  }

  @Test
  void only_its_own_lease_is_its_own() {
    chart.install(Chart.IMAGE);
    String lease = account();

    assertThat(OperatorRights.LEASE)
        .allMatch(
            right -> allowed(operator(), home, right.verb().equals("create") ? "" : lease, right));
    assertThat(OperatorRights.LEASE)
        .filteredOn(right -> !right.verb().equals("create"))
        .noneMatch(right -> allowed(operator(), home, "another", right));
    assertThat(OperatorRights.LEASE).noneMatch(right -> allowed(operator(), shop, lease, right));
  }

  @Test
  void with_these_rights_a_leader_is_elected_and_renews_its_lease() {
    chart.install(Chart.IMAGE);
    CompletableFuture<Void> leading = new CompletableFuture<>();
    try (KubernetesClient asOperator = controlPlane.client(operator())) {
      CompletableFuture<?> election =
          asOperator
              .leaderElector()
              .withConfig(
                  new LeaderElectionConfigBuilder()
                      .withName("rights")
                      .withLock(new LeaseLock(home, account(), "me"))
                      .withLeaseDuration(Duration.ofSeconds(5))
                      .withRenewDeadline(Duration.ofSeconds(3))
                      .withRetryPeriod(Duration.ofMillis(200))
                      .withLeaderCallbacks(
                          new LeaderCallbacks(() -> leading.complete(null), () -> {}, id -> {}))
                      .build())
              .build()
              .start();
      try {
        await().atMost(SOON).until(leading::isDone);
        ZonedDateTime first = lease().getSpec().getRenewTime();
        await().atMost(SOON).until(() -> lease().getSpec().getRenewTime().isAfter(first));
      } finally {
        election.cancel(true);
      }
    }
  }

  @Test
  void who_may_edit_the_namespace_may_edit_rollouts_and_never_their_status() {
    chart.install(Chart.IMAGE);
    client
        .rbac()
        .roleBindings()
        .inNamespace(shop)
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName("editors")
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "edit")
                .addNewSubject("rbac.authorization.k8s.io", "User", "alice", null)
                .build())
        .create();

    // The controller manager adds the rules of the chart to those of the cluster.
    await()
        .atMost(SOON)
        .until(() -> allowed(User.ALICE, shop, "", right("phaserollouts", "patch")));
    assertThat(List.of("get", "list", "watch", "create", "update", "delete"))
        .allMatch(verb -> allowed(User.ALICE, shop, "", right("phaserollouts", verb)));
    assertThat(List.of("update", "patch"))
        .noneMatch(verb -> allowed(User.ALICE, shop, "", right("phaserollouts/status", verb)));
    assertThat(allowed(User.BOB, shop, "", right("phaserollouts", "get"))).isFalse();
  }

  private static Right right(String resource, String verb) {
    return new Right("phaserollout.dev", resource, verb);
  }

  private String account() {
    return home + "-phaserollout";
  }

  private User operator() {
    return User.named(
        "system:serviceaccount:" + home + ":" + account(),
        "system:serviceaccounts",
        "system:serviceaccounts:" + home,
        "system:authenticated");
  }

  private Lease lease() {
    return client.leases().inNamespace(home).withName(account()).get();
  }

  private boolean allowed(User user, String namespace, String name, Right right) {
    String[] resource = right.resource().split("/", 2);
    ResourceAttributes wanted = new ResourceAttributes();
    wanted.setGroup(right.group());
    wanted.setResource(resource[0]);
    wanted.setSubresource(resource.length > 1 ? resource[1] : null);
    wanted.setVerb(right.verb());
    wanted.setNamespace(namespace);
    wanted.setName(name);
    SubjectAccessReview review =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(user.name())
            .withGroups(user.groups())
            .withResourceAttributes(wanted)
            .endSpec()
            .build();
    return client
        .authorization()
        .v1()
        .subjectAccessReview()
        .create(review)
        .getStatus()
        .getAllowed();
  }
}
