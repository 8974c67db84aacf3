package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.kubelet.PodCluster;
import dev.phaserollout.kubelet.PodClusterExtension;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rollouts that wait for each other, and for their windows, on a control plane. */
@ExtendWith(PodClusterExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class HoldsIT {

  private static final String QUICK =
      """
      release: {version: v1}
      phases: [{name: a, steps: [{name: s, run: {image: IMAGE, command: [sh, -c, "exit 0"]}}]}]
      """;

  private static final String SLOW =
      """
      concurrencyGroup: payments
      phases: [{name: a, steps: [{name: s, wait: {duration: 2s}}]}]
      """;

  private final PodCluster cluster;
  private Workplace place;

  HoldsIT(PodCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void open() {
    place = Workplace.open(cluster, "holds");
  }

  @AfterEach
  void close() {
    place.close();
  }

  private void awaitHeld(String name, String reason, String saying) {
    place.await(
        name,
        status ->
            status.conditions().stream()
                    .anyMatch(c -> c.type().equals("Ready") && c.reason().equals(reason))
                && Objects.requireNonNullElse(status.message(), "").contains(saying));
  }

  @Test
  void a_dependent_begins_as_soon_as_its_dependency_has_succeeded() {
    place.apply("dependent", "dependsOn: [{name: platform, version: v1}]\n" + QUICK);
    awaitHeld("dependent", "DependencyNotReady", "/platform, which does not exist");
    place.apply("platform", QUICK.replace("exit 0", "sleep 1"));
    PhaseRolloutStatus dependent = place.awaitState("dependent", "Succeeded");
    PhaseRolloutStatus platform = place.awaitState("platform", "Succeeded");
    assertThat(at(dependent.run().startedAt())).isAfterOrEqualTo(at(platform.run().completedAt()));
    assertThat(at(dependent.run().startedAt()))
        .as("woken by the news, not by the minute")
        .isBefore(at(platform.run().completedAt()).plusSeconds(30));
  }

  @Test
  void rollouts_that_wait_for_each_other_are_told_so() {
    place.apply("one", "dependsOn: [{name: two}]\n" + QUICK);
    place.apply("two", "dependsOn: [{name: one}]\n" + QUICK);
    awaitHeld("one", "DependencyNotReady", "in a ring of rollouts");
    awaitHeld("two", "DependencyNotReady", "in a ring of rollouts");
  }

  @Test
  void a_namespace_that_is_not_watched_is_named() {
    place.apply("dependent", "dependsOn: [{name: platform, namespace: elsewhere}]\n" + QUICK);
    awaitHeld("dependent", "DependencyNotReady", "does not watch namespace elsewhere");
  }

  @Test
  void rollouts_of_a_group_run_one_after_the_other() {
    List<String> names = List.of("first", "second", "third");
    names.forEach(name -> place.apply(name, SLOW));
    List<RunStatus> runs =
        names.stream()
            .map(name -> place.awaitState(name, "Succeeded").run())
            .sorted((one, other) -> one.startedAt().compareTo(other.startedAt()))
            .toList();
    for (int r = 1; r < runs.size(); r++) {
      assertThat(at(runs.get(r).startedAt())).isAfterOrEqualTo(at(runs.get(r - 1).completedAt()));
    }
    assertThat(runs).allSatisfy(run -> assertThat(run.place()).isNull());
  }

  @Test
  void who_holds_a_group_and_is_deleted_blocks_nobody() {
    place.apply("holder", SLOW.replace("2s", "1h"));
    place.awaitState("holder", "Running");
    place.apply("next", SLOW);
    awaitHeld("next", "WaitingForGroup", "run 1 of " + place.namespace() + "/holder is under way");
    Instant deleted = Instant.now();
    place.rollout("holder").delete();
    PhaseRolloutStatus next = place.awaitState("next", "Succeeded");
    assertThat(at(next.run().startedAt()))
        .as("woken by the deletion, not by the minute")
        .isBefore(deleted.plusSeconds(30));
  }

  @Test
  void whoever_waits_for_its_turn_goes_on_after_the_operator_was_restarted() {
    place.apply("holder", SLOW.replace("2s", "1h"));
    place.awaitState("holder", "Running");
    place.apply("next", SLOW);
    awaitHeld("next", "WaitingForGroup", "/holder is under way");
    place.stopOperator();
    place.startOperator();
    place.annotate("holder", "abort", "1");
    place.awaitState("next", "Succeeded");
  }

  @Test
  void whoever_waits_for_a_window_says_until_when() {
    place.apply(
        "later",
        "windows: [{schedule: '0 9 29 2 *', duration: 1h, timeZone: Europe/Berlin}]\n" + QUICK);
    awaitHeld("later", "OutsideWindow", "-02-29T09:00+01:00[Europe/Berlin]");
    assertThat(place.jobs("later")).isEmpty();
  }

  private static Instant at(String time) {
    return Instant.parse(time);
  }
}
