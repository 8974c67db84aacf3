package dev.phaserollout.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Everything happens on the thread of the test: tasks are futures that it completes by hand. */
class TurnstileTest {

  private final List<CompletableFuture<String>> started = new ArrayList<>();

  @Test
  void no_more_tasks_than_its_width_are_at_work_and_the_others_follow_in_order() {
    Turnstile turnstile = new Turnstile(2, 10);
    CompletableFuture<String> first = enter(turnstile);
    CompletableFuture<String> second = enter(turnstile);
    CompletableFuture<String> third = enter(turnstile);
    enter(turnstile);

    assertThat(started).hasSize(2);
    started.get(1).complete("b");
    assertThat(started).hasSize(3);
    started.get(2).complete("c");
    assertThat(started).hasSize(4);
    assertThat(first).isNotDone();
    assertThat(second).isCompletedWithValue("b");
    assertThat(third).isCompletedWithValue("c");
  }

  @Test
  void a_task_that_fails_or_throws_makes_room_for_the_next() {
    Turnstile turnstile = new Turnstile(1, 10);
    CompletableFuture<String> failing = enter(turnstile);
    CompletableFuture<String> throwing =
        turnstile
            .<String>enter(
                () -> {
                  throw new IllegalStateException("defect");
                })
            .orElseThrow();
    CompletableFuture<String> last = enter(turnstile);

    started.get(0).completeExceptionally(new IllegalStateException("failed"));

    assertThat(failing).isCompletedExceptionally();
    assertThat(throwing).isCompletedExceptionally();
    assertThat(started).hasSize(2);
    started.get(1).complete("last");
    assertThat(last).isCompletedWithValue("last");
  }

  @Test
  void what_is_cancelled_while_it_waits_is_never_started() {
    Turnstile turnstile = new Turnstile(1, 10);
    enter(turnstile);
    CompletableFuture<String> waiting = enter(turnstile);
    CompletableFuture<String> last = enter(turnstile);

    waiting.cancel(true);
    started.get(0).complete("a");

    assertThat(started).hasSize(2);
    started.get(1).complete("last");
    assertThat(last).isCompletedWithValue("last");
  }

  @Test
  void what_is_cancelled_at_work_cancels_its_task_and_makes_room_once() {
    Turnstile turnstile = new Turnstile(1, 10);
    CompletableFuture<String> first = enter(turnstile);
    enter(turnstile);
    enter(turnstile);

    first.cancel(true);

    assertThat(started.get(0)).isCancelled();
    assertThat(started).hasSize(2);
  }

  @Test
  void a_full_queue_refuses_and_forgets_those_that_gave_up() {
    Turnstile turnstile = new Turnstile(1, 1);
    enter(turnstile);
    CompletableFuture<String> waiting = enter(turnstile);

    assertThat(turnstile.enter(CompletableFuture<String>::new)).isEmpty();
    waiting.cancel(true);
    assertThat(turnstile.enter(CompletableFuture<String>::new)).isPresent();
  }

  private CompletableFuture<String> enter(Turnstile turnstile) {
    return turnstile
        .enter(
            () -> {
              CompletableFuture<String> task = new CompletableFuture<>();
              started.add(task);
              return task;
            })
        .orElseThrow();
  }
}
