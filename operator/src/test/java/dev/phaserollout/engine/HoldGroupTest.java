package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Runs that wait for their turn in a concurrency group. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HoldGroupTest {

  private static final String SPEC =
      "{concurrencyGroup: payments, phases: [{name: a, steps: [{name: s, run: {command: [x]}}]}]}";

  private static OtherRollout other(String name, Long ticket) {
    return OtherRollout.named(name).place("payments", ticket);
  }

  @Test
  void a_run_takes_a_place_then_a_ticket_and_reads_live_after_each() {
    Story story = Story.of(SPEC).decide().decide();
    assertThat(story.status().run().place().ticket()).isNull();
    story.asks("look up rollouts group payments").decide();
    assertThat(story.status().run().place().ticket()).isEqualTo(1);
    story.asks("look up rollouts group payments (ticket 1)").decide();
    story.state("Running").asks("create step a/s #1");
    assertThat(story.status().run().place().ticket()).isEqualTo(1);
  }

  @Test
  void the_place_is_given_back_with_the_end_of_the_run() {
    Story story = Story.of(SPEC).begin().succeeds("a/s #1").state("Succeeded");
    assertThat(story.status().run().place()).isNull();
  }

  @Test
  void one_that_is_under_way_is_waited_for() {
    Story story = Story.of(SPEC).decide().beside(other("billing", 4L).underWay()).decide().decide();
    story.condition("Ready", "False WaitingForGroup").state("Waiting").asks();
    story.says(
        "run 1 has not begun: waits for its turn in group payments: run 1 of shop/billing is under"
            + " way (held since 2026-03-02T09:00:00Z)");
    assertThat(story.status().run().place().ticket()).isEqualTo(5);
    story
        .wakesAfter(Duration.ofMinutes(1))
        .beside()
        .asks("look up rollouts group payments (ticket 5)");
    story.decide().state("Running");
  }

  @Test
  void a_smaller_ticket_goes_first_and_a_greater_one_does_not() {
    Story story = Story.of(SPEC).decide().beside(other("billing", 1L).notBegun()).decide().decide();
    story.says("waits for its turn in group payments: shop/billing is next").asks();
    story.beside(other("billing", 3L).notBegun()).decide().state("Running");
  }

  @Test
  void of_two_equal_tickets_the_uid_decides() {
    Story first = ticketed().beside(other("billing", 1L).uid("2").notBegun()).decide();
    first.state("Running");
    Story second = ticketed().beside(other("billing", 1L).uid("0").notBegun()).decide();
    second.says("shop/billing is next").asks();
  }

  @Test
  void one_that_is_drawing_its_ticket_is_waited_for() {
    Story story = ticketed().beside(other("billing", null).notBegun());
    story.says("waits for its turn in group payments: shop/billing is next").asks();
  }

  @Test
  void one_that_begins_between_the_two_reads_is_waited_for() {
    Story story = ticketed().besideUnseen(other("billing", 9L).underWay());
    story.forgettingTheAnswer().asks("look up rollouts group payments (ticket 1)").decide();
    story.says("run 1 of shop/billing is under way").asks();
  }

  /** The run with ticket 1, before the answer to its last read. */
  private static Story ticketed() {
    Story story = Story.of(SPEC).decide().decide().decide();
    assertThat(story.status().run().place().ticket()).isEqualTo(1);
    return story;
  }

  @Test
  void one_that_only_the_api_server_knows_of_is_waited_for() {
    Story story = Story.of(SPEC).besideUnseen(other("billing", 4L).underWay()).begin();
    story.state("Waiting").says("run 1 of shop/billing is under way").wakesAfter(Hold.LOOK_AGAIN);
  }

  @Test
  void another_group_and_one_that_is_being_deleted_in_the_queue_are_passed_by() {
    Story story = Story.of(SPEC).decide();
    story.beside(
        OtherRollout.named("shipping").place("parcels", 1L).underWay(),
        other("billing", 1L).beingDeleted().notBegun());
    story.decide().decide().state("Running");
  }

  @Test
  void one_that_is_being_deleted_while_it_works_holds_its_group_until_it_is_gone() {
    Story story = Story.of(SPEC).decide();
    story.beside(other("billing", 1L).beingDeleted().underWay()).decide().decide();
    story.says("run 1 of shop/billing is under way (it is being deleted)");
  }

  @Test
  void one_that_is_rolled_back_after_its_end_holds_its_group_meanwhile() {
    Story story = Story.of(SPEC).decide();
    story.beside(
        OtherRollout.named("billing")
            .spec("{concurrencyGroup: payments, phases: []}")
            .rollingBack("2026-03-02T08:00:00Z"));
    story.decide().decide().says("run 1 of shop/billing is under way").asks();
  }

  @Test
  void whoever_is_suspended_before_the_start_gives_up_its_place() {
    Story story = Story.of(SPEC).decide().beside(other("billing", 1L).underWay()).decide().decide();
    story.edited(SPEC.replace("{concurrency", "{suspend: true, concurrency")).state("Suspended");
    assertThat(story.status().run().place()).isNull();
  }

  @Test
  void whoever_waits_for_a_window_has_no_place() {
    Story story =
        Story.of(
            SPEC.replace(
                "{concurrency", "{windows: [{schedule: '0 14 * * *', duration: 1h}], concurrency"));
    story.begin().condition("Ready", "False OutsideWindow");
    assertThat(story.status().run().place()).isNull();
    story.after(Duration.ofHours(5)).decide().decide().state("Running");
  }

  @Test
  void a_run_that_waits_for_a_phases_window_keeps_its_group() {
    Story story =
        Story.of(
            SPEC.replace(
                "{name: a,", "{name: a, windows: [{schedule: '0 14 * * *', duration: 1h}],"));
    story.begin().condition("Ready", "False OutsideWindow");
    assertThat(RolloutSighting.of(story.rollout()).holds("payments")).isTrue();
  }

  @Test
  void an_edit_before_the_start_keeps_the_place_and_another_group_gives_it_up() {
    Story story = Story.of(SPEC).decide().beside(other("billing", 1L).underWay()).decide().decide();
    String place = String.valueOf(story.status().run().place());
    story.edited(SPEC.replace("[x]", "[y]"));
    assertThat(String.valueOf(story.status().run().place())).isEqualTo(place);
    story.edited(SPEC.replace("payments", "parcels")).decide().decide().decide().state("Running");
    assertThat(story.status().run().place().group()).isEqualTo("parcels");
  }

  @Test
  void since_when_it_waits_does_not_move_while_others_come_and_go() {
    Story story = Story.of(SPEC).decide().beside(other("billing", 1L).underWay()).decide().decide();
    story.after(Duration.ofHours(1)).beside(other("refunds", 1L).underWay());
    story.says("run 1 of shop/refunds is under way (held since 2026-03-02T09:00:00Z)");
  }
}
