package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Mutual exclusion in a concurrency group, with two processes that both believe to lead, caches
 * that are behind, answers that are used late, crashes, edits, suspensions, deletions and
 * re-creations.
 */
class GroupExclusionTest {

  private static final int ROLLOUTS = 3;
  private static final int MOVES = 2_000;

  @Property(tries = 30)
  void never_do_two_rollouts_of_a_group_run_at_once(@ForAll long seed) {
    Random dice = new Random(seed);
    GroupWorld world = new GroupWorld(ROLLOUTS);
    List<GroupLeader> leaders = List.of(new GroupLeader(world), new GroupLeader(world));
    for (int move = 0; move < MOVES; move++) {
      int which = dice.nextInt(ROLLOUTS);
      int who = dice.nextInt(10) == 0 ? dice.nextInt(2) : which % 2;
      make(dice, world, leaders.get(who), world.names().get(which));
      assertThat(world.holders()).as("after move %s", move).hasSizeLessThanOrEqualTo(1);
    }
    everyOneGetsItsTurn(world, leaders.get(0));
  }

  /**
   * Caches learn of others so rarely that most decisions are made from what is long past, and not
   * so rarely that everybody waits for good.
   */
  private static void make(Random dice, GroupWorld world, GroupLeader leader, String rollout) {
    int drawn = dice.nextInt(1000);
    if (drawn < 420) {
      leader.hear(rollout);
      leader.decide(rollout);
    } else if (drawn < 440) {
      leader.decide(rollout);
    } else if (drawn < 690) {
      leader.isAnswered();
    } else if (drawn < 750) {
      world.passes(Duration.ofSeconds(3));
    } else if (drawn < 810) {
      world.edit(rollout, false);
    } else if (drawn < 820) {
      world.edit(rollout, true);
    } else if (drawn < 826) {
      world.create(rollout);
    } else if (drawn < 830) {
      leader.restart();
    } else {
      leader.hear(world.names().get(dice.nextInt(ROLLOUTS)));
    }
  }

  private static void everyOneGetsItsTurn(GroupWorld world, GroupLeader leader) {
    world.names().forEach(name -> world.edit(name, false));
    for (int round = 0; round < 200 && !world.unfinished().isEmpty(); round++) {
      for (String name : world.names()) {
        leader.hearAll();
        leader.decide(name);
        leader.isAnswered();
        assertThat(world.holders()).hasSizeLessThanOrEqualTo(1);
      }
      world.passes(Duration.ofSeconds(5));
    }
    assertThat(world.unfinished()).isEmpty();
  }

  @Example
  void whoever_came_first_begins_first_and_the_others_wait() {
    GroupWorld world = new GroupWorld(ROLLOUTS);
    everyOneGetsItsTurn(world, new GroupLeader(world));
    assertThat(world.waits()).isGreaterThanOrEqualTo(ROLLOUTS - 1);
    assertThat(world.names().stream().map(name -> started(world, name))).isSorted();
  }

  private static String started(GroupWorld world, String name) {
    return world.newest(name).getStatus().run().startedAt();
  }
}
