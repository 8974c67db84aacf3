package dev.phaserollout.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TraceContextTest {

  private static final String STORED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private final TraceContext run = TraceContext.parse(STORED).orElseThrow();

  @Test
  void what_is_read_is_written_again() {
    assertThat(run.traceparent()).isEqualTo(STORED);
  }

  @Test
  void a_later_version_with_more_fields_is_read_as_far_as_it_is_known() {
    assertThat(TraceContext.parse("01" + STORED.substring(2) + "-more")).contains(run);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
      })
  void what_is_not_well_formed_is_no_context(String text) {
    assertThat(TraceContext.parse(text)).isEmpty();
  }

  @Test
  void all_parts_of_a_run_stay_in_its_trace() {
    assertThat(parts())
        .allSatisfy(part -> assertThat(part.traceId()).isEqualTo(run.traceId()))
        .allSatisfy(part -> assertThat(part.flags()).isEqualTo(run.flags()))
        .allSatisfy(part -> assertThat(TraceContext.parse(part.traceparent())).contains(part));
  }

  @Test
  void no_two_parts_of_a_run_share_a_span() {
    assertThat(parts()).extracting(TraceContext::spanId).doesNotHaveDuplicates();
  }

  @Test
  void the_span_of_an_attempt_is_the_same_in_every_version() {
    // A restarted operator of a later version has to go on with the spans of the earlier one.
    assertThat(run.attempt("staging", "migrate", 1).spanId()).isEqualTo("d200a53dccfc512b");
  }

  private List<TraceContext> parts() {
    return List.of(
        run,
        run.phase("staging"),
        run.phase("production"),
        run.step("staging", "migrate"),
        run.step("staging", "deploy"),
        run.step("production", "deploy"),
        run.attempt("staging", "migrate", 1),
        run.attempt("staging", "migrate", 2),
        run.attempt("staging", "migrate1", 1));
  }
}
