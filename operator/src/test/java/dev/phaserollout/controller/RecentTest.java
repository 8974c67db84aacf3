package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is remembered, and what goes first. */
class RecentTest {

  private final Recent<String, Integer> recent = new Recent<>(2);

  @Test
  void beyond_its_bound_it_forgets_what_was_used_longest_ago() {
    recent.put("a", 1);
    recent.put("b", 2);
    assertThat(recent.get("a")).contains(1);
    recent.put("c", 3);
    assertThat(recent.get("b")).isEmpty();
    assertThat(recent.get("a")).contains(1);
    assertThat(recent.get("c")).contains(3);
  }

  @Test
  void to_compute_an_entry_is_to_use_it_too() {
    recent.put("a", 1);
    recent.put("b", 2);
    recent.computeIfAbsent("a", key -> 7);
    recent.computeIfAbsent("c", key -> 3);
    assertThat(recent.get("b")).isEmpty();
    assertThat(recent.get("a")).contains(1);
  }

  @Test
  void an_entry_is_made_once() {
    AtomicInteger made = new AtomicInteger();
    assertThat(recent.computeIfAbsent("a", key -> made.incrementAndGet())).isEqualTo(1);
    assertThat(recent.computeIfAbsent("a", key -> made.incrementAndGet())).isEqualTo(1);
  }

  @Test
  void what_is_put_again_is_replaced_and_what_is_removed_is_gone() {
    recent.put("a", 1);
    recent.put("a", 2);
    assertThat(recent.get("a")).contains(2);
    recent.remove("a");
    assertThat(recent.get("a")).isEmpty();
  }
}
