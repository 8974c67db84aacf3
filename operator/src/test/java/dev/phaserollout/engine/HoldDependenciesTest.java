package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Runs that wait for other rollouts. The story's own one is shop/checkout, at 09:00 UTC. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HoldDependenciesTest {

  private static final String AN_HOUR_AGO = "2026-03-02T08:00:00Z";

  private static Story on(String... dependencies) {
    return Story.of(
        Specs.fill(
            "{dependsOn: [%s], phases: [{name: a, steps: [{name: s, run: {command: [x]}}]}]}",
            String.join(", ", dependencies)));
  }

  private static OtherRollout platform() {
    return OtherRollout.named("platform");
  }

  @Test
  void a_run_begins_when_the_newest_run_of_its_dependency_has_succeeded() {
    Story story = on("{name: platform}").begin().state("Waiting");
    story.condition("Ready", "False DependencyNotReady").wakesAfter(Duration.ofMinutes(1));
    story.condition("Reconciling", "True DependencyNotReady").noCondition("Stalled");
    story.says(
        "run 1 has not begun: waits for rollout shop/platform, which does not exist; create it");
    story.beside(platform().neverRan()).says("rollout shop/platform: it has not run yet");
    story.beside(platform().notBegun()).says("its run 1 has not begun");
    story.beside(platform().underWay()).says("its run 1 is under way").asks();
    story.beside(platform().succeeded("v1", AN_HOUR_AGO)).asks("look up rollouts shop/platform");
    story.decide().state("Running").asks("create step a/s #1");
  }

  @Test
  void a_newer_run_that_failed_holds_back_although_an_older_one_succeeded() {
    on("{name: platform}")
        .begin()
        .beside(platform().ended("Failed", AN_HOUR_AGO))
        .says("rollout shop/platform: its run 1 ended as Failed; mend and retry it")
        .asks();
  }

  @Test
  void an_edit_that_has_yet_to_run_holds_back() {
    on("{name: platform}")
        .begin()
        .beside(platform().edited().succeeded("v1", AN_HOUR_AGO))
        .says("rollout shop/platform: an edit of it has yet to run");
  }

  @Test
  void one_that_is_being_rolled_back_holds_back() {
    on("{name: platform}")
        .begin()
        .beside(platform().rollingBack(AN_HOUR_AGO))
        .says("rollout shop/platform: its run 1 is under way");
  }

  @Test
  void a_version_must_be_the_one_that_succeeded_last() {
    Story story = on("{name: platform, version: v2}").begin();
    story.beside(platform().succeeded("v1", AN_HOUR_AGO));
    story.says("rollout shop/platform: it last succeeded with v1, expected v2");
    story.beside(platform().succeeded(null, AN_HOUR_AGO)).says("with no version, expected v2");
    story.beside(platform().succeeded("v2", AN_HOUR_AGO)).decide().state("Running");
  }

  @Test
  void a_dependency_soaks_and_the_run_begins_when_that_is_over() {
    Story story = on("{name: platform, soak: 90m}").begin();
    story.beside(platform().succeeded("v1", AN_HOUR_AGO)).wakesAfter(Duration.ofMinutes(30));
    story.says("run 1 succeeded and has to soak for 90m, until 2026-03-02T09:30:00Z");
    assertThat(story.status().run().hold().until()).isEqualTo("2026-03-02T09:30:00Z");
    story.after(Duration.ofMinutes(30)).decide().state("Running");
  }

  @Test
  void all_that_is_missing_is_told_at_once() {
    Story story = on("{name: platform}", "{name: network, soak: 2h}").begin();
    story.beside(OtherRollout.named("network").succeeded("v1", AN_HOUR_AGO));
    story.says("waits for rollout shop/platform, which does not exist");
    story.says("; rollout shop/network: run 1 succeeded and has to soak");
    assertThat(story.status().run().hold().until()).isNull();
  }

  @Test
  void another_namespace_must_allow_it() {
    Story story = on("{name: platform, namespace: infra}").begin();
    String unknown =
        "rollout infra/platform, which does not exist or does not allow dependents of namespace"
            + " shop; it does with the annotation phaserollout.dev/allow-dependents: shop";
    story.says(unknown);
    story.beside(platform().in("infra").succeeded("v1", AN_HOUR_AGO)).says(unknown);
    story
        .beside(platform().in("infra").allowing("bank").succeeded("v1", AN_HOUR_AGO))
        .says(unknown);
    story.beside(platform().in("infra").allowing("a, shop").succeeded("v1", AN_HOUR_AGO));
    story.decide().state("Running");
  }

  @Test
  void a_star_allows_every_namespace() {
    on("{name: platform, namespace: infra}")
        .begin()
        .beside(platform().in("infra").allowing("*").succeeded("v1", AN_HOUR_AGO))
        .decide()
        .state("Running");
  }

  @Test
  void an_operator_says_what_it_does_not_watch() {
    on("{name: platform, namespace: infra}")
        .watching("shop")
        .begin()
        .says("this operator does not watch namespace infra and cannot see it");
  }

  @Test
  void a_ring_is_told_with_all_its_rollouts() {
    Story story = on("{name: a}").begin();
    story.beside(
        OtherRollout.named("a").spec("{dependsOn: [{name: b}], phases: []}").notBegun(),
        OtherRollout.named("b").spec("{dependsOn: [{name: checkout}], phases: []}").neverRan());
    story.says(
        "waits for itself, in a ring of rollouts of which none can begin: shop/checkout → shop/a →"
            + " shop/b → shop/checkout; remove one of these dependencies");
  }

  @Test
  void what_has_succeeded_before_a_ring_was_closed_lets_the_run_begin() {
    Story story = on("{name: a}").begin();
    story.beside(
        OtherRollout.named("a")
            .spec("{dependsOn: [{name: checkout}], phases: []}")
            .succeeded("v1", AN_HOUR_AGO));
    story.decide().state("Running");
  }

  @Test
  void the_api_server_has_the_last_word_where_the_cache_is_behind() {
    Story story = on("{name: platform}").begin();
    story.remembering(platform().succeeded("v1", AN_HOUR_AGO)).besideUnseen(platform().underWay());
    story.decide().asks("look up rollouts shop/platform").decide().state("Waiting").asks();
    story.says("rollout shop/platform: its run 1 is under way").wakesAfter(Hold.LOOK_AGAIN);
  }

  @Test
  void a_run_under_way_is_not_held_back_by_what_happens_to_its_dependency() {
    Story story = on("{name: platform}").begin();
    story.beside(platform().succeeded("v1", AN_HOUR_AGO)).decide().state("Running");
    story.beside(platform().ended("Failed", AN_HOUR_AGO)).state("Running");
  }

  @Test
  void while_suspended_it_waits_for_nothing() {
    String spec = "{dependsOn: [{name: p}], suspend: %s, phases: [{name: a, steps: []}]}";
    Story story = Story.of(Specs.fill(spec, "false")).begin().state("Waiting");
    story.edited(Specs.fill(spec, "true")).state("Suspended");
    assertThat(story.status().run().hold()).isNull();
  }
}
