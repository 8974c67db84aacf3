package dev.phaserollout.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.phaserollout.api.Gate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of a gate as a row: what was measured, one letter a measurement, and what follows. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GateCountTest {

  private static final Instant T = Instant.parse("2026-03-02T09:00:00Z");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @ParameterizedTest(name = "{0}: {1} ends {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        // neither count nor duration: once
        "{}                                           | P        | Passed",
        "{}                                           | F        | Failed",
        "{}                                           | I        | InDoubt",
        "{}                                           | EP       | Passed",
        "{}                                           | EEEE     | Measuring",
        "{}                                           | EEEEE    | InDoubt",
        // count: judged measurements only, errors do not count towards it
        "{count: 3}                                   | PP       | Measuring",
        "{count: 3}                                   | PEPP     | Passed",
        "{count: 3, failureLimit: 1}                  | PFP      | Passed",
        "{count: 3, failureLimit: 1}                  | PFF      | Failed",
        // a limit is what is allowed
        "{count: 9, failureLimit: 2}                  | FF       | Measuring",
        "{count: 9, failureLimit: 2}                  | FFF      | Failed",
        "{count: 9, inconclusiveLimit: 1}             | I        | Measuring",
        "{count: 9, inconclusiveLimit: 1}             | II       | InDoubt",
        "{count: 9, consecutiveErrorLimit: 0}         | E        | InDoubt",
        "{count: 9, consecutiveErrorLimit: 1}         | EPEPE    | Measuring",
        "{count: 9, consecutiveErrorLimit: 1}         | PEE      | InDoubt",
        // what was never seen to be good does not pass (Argo Rollouts: it does)
        "{count: 2, inconclusiveLimit: 5}             | II       | InDoubt",
        "{count: 2, inconclusiveLimit: 5}             | IP       | Passed",
        "{count: 2, failureLimit: 5}                  | FF       | InDoubt",
        // passes in a row end it before its time; without them it is in doubt
        "{count: 9, consecutiveSuccessLimit: 2}       | PP       | Passed",
        "{count: 4, consecutiveSuccessLimit: 2, failureLimit: 9} | PFPF | InDoubt",
        // what is done about a doubt
        "{onInconclusive: Pass}                       | I        | Passed",
        "{onInconclusive: Fail}                       | I        | Failed",
        "{onError: Fail, consecutiveErrorLimit: 0}    | E        | Failed",
        // a bake time ends with a measurement that passes, at its end or after it
        "{duration: 2m}                               | PP       | Measuring",
        "{duration: 2m}                               | PPP      | Passed",
        "{duration: 2m, failureLimit: 1}              | PPF      | Measuring",
        "{duration: 2m, failureLimit: 1}              | PPFP     | Passed",
        "{duration: 2m, failureLimit: 1}              | PFF      | Failed",
        "{duration: 2m}                               | PPEP     | Passed",
      })
  void a_rule_holds(String gate, String measured, String word) {
    assertThat(after(plan(gate, false), measured).word().text()).isEqualTo(word);
  }

  @ParameterizedTest(name = "guardrail {0}: {1} ends {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                | PPPPPPPPPPPP | Measuring",
        "{}                | PPF          | Failed",
        "{failureLimit: 1} | FPPF         | Failed",
        "{}                | I            | InDoubt",
        "{}                | EEEEE        | InDoubt",
      })
  void a_guardrail_never_passes(String gate, String measured, String word) {
    assertThat(after(plan(gate, true), measured).word().text()).isEqualTo(word);
  }

  @Test
  void messages_say_what_was_measured_and_how_many_of_how_many() {
    assertThat(after(plan("{count: 3, failureLimit: 1}", false), "PF").message())
        .isEqualTo("measured; 1 passed, 2 of 3 measured, 1 of 1 failures allowed");
    assertThat(after(plan("{}", false), "F").message())
        .isEqualTo("measured; 1 failed measurement, 0 allowed");
  }

  @Test
  void ten_measurements_are_kept_and_counts_for_ever() {
    GateState state = after(plan("{count: 30}", false), "P".repeat(25));
    assertThat(state.measurements()).hasSize(10);
    assertThat(state.counts().pass()).isEqualTo(25);
    assertThat(state.sequence()).isEqualTo(26);
  }

  @Test
  void the_first_one_is_due_after_the_initial_delay() {
    assertThat(GateState.begun(plan("{initialDelay: 5m}", false), 1, T).nextAt())
        .isEqualTo(T.plus(Duration.ofMinutes(5)));
    assertThat(GateState.begun(plan("{}", false), 1, T).nextAt()).isEqualTo(T);
  }

  @Test
  void the_next_one_is_due_an_interval_after_the_last_and_ten_seconds_after_an_error_without_one() {
    assertThat(after(plan("{count: 3}", false), "P").nextAt()).isEqualTo(T.plusSeconds(60));
    PlanGate once = plan(gate("{}"), false);
    assertThat(after(once, "E").nextAt()).isEqualTo(T.plusSeconds(10));
  }

  @Test
  void a_gate_without_a_verdict_within_its_timeout_is_in_doubt() {
    PlanGate plan = plan("{count: 9, timeout: 5m}", false);
    GateState state = after(plan, "PP");
    assertThat(GateCount.late(plan, state, T.plus(Duration.ofMinutes(4)))).isEqualTo(state);
    assertThat(GateCount.late(plan, state, T.plus(Duration.ofMinutes(5))).word())
        .isEqualTo(GateState.Word.IN_DOUBT);
  }

  @Test
  void what_is_written_is_read_back_as_it_was() {
    for (String measured : List.of("", "P", "F", "I", "PPE")) {
      GateState state = after(plan("{count: 9}", false), measured);
      assertThat(GateState.read(state.write("g", null)))
          .get()
          .usingRecursiveComparison()
          .ignoringFields("nextAt")
          .isEqualTo(state);
    }
  }

  private static GateState after(PlanGate plan, String measured) {
    GateState state = GateState.begun(plan, 1, T);
    for (char letter : measured.toCharArray()) {
      if (!state.measuring()) {
        throw new IllegalArgumentException(measured + " goes on after " + state.word());
      }
      Verdict verdict =
          switch (letter) {
            case 'P' -> Verdict.PASS;
            case 'F' -> Verdict.FAIL;
            case 'I' -> Verdict.INCONCLUSIVE;
            default -> Verdict.ERROR;
          };
      state =
          GateCount.after(plan, state, new Measurement(state.nextAt(), verdict, "", "measured"));
    }
    return state;
  }

  private static PlanGate plan(String gate, boolean guardrail) {
    String with = gate.replaceFirst("\\{", "{interval: 1m, ");
    return plan(gate(with), guardrail);
  }

  private static PlanGate plan(Gate gate, boolean guardrail) {
    return PlanGate.of("p", "gates", 0, List.of(gate), guardrail, Specs.read("{phases: []}"))
        .get(0);
  }

  private static Gate gate(String yaml) {
    try {
      return YAML.readValue(yaml.replaceFirst("\\{", "{name: g, ").replace(", }", "}"), Gate.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(yaml, e);
    }
  }
}
