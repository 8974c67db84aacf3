package dev.phaserollout.telemetry;

import static dev.phaserollout.telemetry.Statuses.between;
import static dev.phaserollout.telemetry.Statuses.read;
import static dev.phaserollout.telemetry.Statuses.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.TraceContext;
import dev.phaserollout.simulator.Histories;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RolloutSpansTest {

  private static final TraceContext RUN = TraceContext.parse(Statuses.TRACEPARENT).orElseThrow();
  private static final String TALLY = "attempt: 1, startedAt: \"2026-03-02T09:00:10Z\"";
  private static final PhaseRolloutStatus STARTING =
      step("state: Starting, attemptStartedAt: \"2026-03-02T09:00:10Z\", " + TALLY);
  private static final PhaseRolloutStatus FAILED =
      step(
          "state: Failed, reason: NonZeroExit, message: exit code 3, exitCode: 3,"
              + " completedAt: \"2026-03-02T09:00:20Z\", "
              + TALLY);

  private final Kept kept = new Kept();

  private static final class Kept implements SpanExporter {
    private final List<SpanData> spans = new ArrayList<>();

    @Override
    public CompletableResultCode export(Collection<SpanData> ended) {
      spans.addAll(ended);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private RolloutSpans spans(Sampler sampler) {
    DerivedIds ids = new DerivedIds();
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setIdGenerator(ids)
            .setSampler(sampler)
            .addSpanProcessor(SimpleSpanProcessor.create(kept))
            .build();
    return new RolloutSpans(provider.get("test"), ids);
  }

  private List<SpanData> told(PhaseRolloutStatus before, PhaseRolloutStatus after) {
    RolloutSpans spans = spans(Sampler.alwaysOn());
    kept.spans.clear();
    between(before, after).forEach(happening -> spans.tell("shop", "checkout", happening));
    return List.copyOf(kept.spans);
  }

  @Test
  void an_attempt_and_its_step_have_the_ids_that_follow_from_the_run() {
    assertThat(told(STARTING, FAILED))
        .extracting(
            SpanData::getName, SpanData::getTraceId, SpanData::getSpanId, SpanData::getParentSpanId)
        .containsExactly(
            tuple(
                "attempt 1",
                RUN.traceId(),
                RUN.attempt("a", "s", 1).spanId(),
                RUN.step("a", "s").spanId()),
            tuple("step s", RUN.traceId(), RUN.step("a", "s").spanId(), RUN.phase("a").spanId()));
  }

  @Test
  void a_time_of_waiting_hangs_on_the_run_under_an_id_of_its_own() {
    String run = "run: {number: 3, uid: u, traceparent: " + Statuses.TRACEPARENT + "%s}";
    String since = "2026-03-02T09:58:00Z";
    String hold = ", hold: {reason: OutsideWindow, since: \"" + since + "\", message: m}";
    assertThat(told(read(run.replace("%s", hold)), read(run.replace("%s", ""))))
        .extracting(SpanData::getName, SpanData::getSpanId, SpanData::getStartEpochNanos)
        .containsExactly(tuple("hold", RUN.hold("OutsideWindow", since).spanId(), nanos(since)));
  }

  @Test
  void a_span_told_again_is_the_same_span() {
    assertThat(told(STARTING, FAILED))
        .extracting(SpanData::getSpanContext)
        .isEqualTo(told(STARTING, FAILED).stream().map(SpanData::getSpanContext).toList());
  }

  @Test
  void a_failure_is_an_error_with_its_message_and_the_times_of_the_status() {
    SpanData attempt = told(STARTING, FAILED).get(0);
    assertThat(attempt.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(attempt.getStatus().getDescription()).isEqualTo("exit code 3");
    assertThat(attempt.getStartEpochNanos()).isEqualTo(nanos("2026-03-02T09:00:10Z"));
    assertThat(attempt.getEndEpochNanos()).isEqualTo(nanos("2026-03-02T09:00:20Z"));
    assertThat(attempt.getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("k8s.namespace.name"), "shop")
        .containsEntry(AttributeKey.stringKey("phaserollout.name"), "checkout")
        .containsEntry(AttributeKey.longKey("phaserollout.run"), 3L)
        .containsEntry(AttributeKey.stringKey("phaserollout.phase"), "a")
        .containsEntry(AttributeKey.stringKey("phaserollout.step"), "s")
        .containsEntry(AttributeKey.longKey("phaserollout.attempt"), 1L)
        .containsEntry(AttributeKey.longKey("phaserollout.exit_code"), 3L)
        .containsEntry(AttributeKey.stringKey("phaserollout.result"), "Failed")
        .containsEntry(AttributeKey.stringKey("phaserollout.reason"), "NonZeroExit");
  }

  private static long nanos(String time) {
    return TimeUnit.SECONDS.toNanos(Instant.parse(time).getEpochSecond());
  }

  @Test
  void the_run_is_the_root_and_carries_the_ids_that_its_status_has_stored() {
    String run = "run: {number: 3, traceparent: " + Statuses.TRACEPARENT + ", ";
    String began = "startedAt: \"2026-03-02T09:00:00Z\"";
    PhaseRolloutStatus ended =
        read(run + began + ", result: Succeeded, completedAt: \"2026-03-02T09:30:00Z\"}");
    assertThat(told(read(run + began + "}"), ended))
        .singleElement()
        .returns("run checkout", SpanData::getName)
        .returns(RUN.traceId(), SpanData::getTraceId)
        .returns(RUN.spanId(), SpanData::getSpanId)
        .returns(SpanId.getInvalid(), SpanData::getParentSpanId)
        .returns(StatusCode.OK, span -> span.getStatus().getStatusCode());
  }

  @Test
  void what_did_not_run_has_no_span() {
    PhaseRolloutStatus pending = step("state: Pending");
    assertThat(told(pending, step("state: Skipped"))).isEmpty();
    assertThat(told(pending, step("state: Succeeded, reusedFromRun: 2"))).isEmpty();
  }

  @Test
  void a_run_without_a_trace_context_has_no_spans() {
    String steps =
        "\nphases: [{name: a, state: Running, steps: [{name: s, attempt: 1, state: STATE}]}]";
    PhaseRolloutStatus before = read("run: {number: 3}" + steps.replace("STATE", "Starting"));
    PhaseRolloutStatus after = read("run: {number: 3}" + steps.replace("STATE", "Succeeded"));
    assertThat(told(before, after)).isEmpty();
  }

  @Test
  void what_the_sampler_says_of_the_run_holds_for_all_of_it() {
    RolloutSpans spans = spans(Sampler.parentBased(Sampler.alwaysOff()));
    between(STARTING, FAILED).forEach(happening -> spans.tell("shop", "checkout", happening));
    assertThat(kept.spans).isEmpty();
  }

  /** What a person goes on with is sent again when it is over again. */
  private static boolean mayGrow(SpanData span) {
    return span.getName().equals("rollback") || span.getName().startsWith("compensation ");
  }

  private static final String UNDOING =
      ", rollback: {attempt: 1, startedAt: \"2026-03-02T09:10:00Z\", attemptStartedAt: \"2026-03-02T09:10:00Z\", state: ";

  @Test
  void a_compensation_is_a_span_of_its_own_below_the_rollback_of_the_run() {
    PhaseRolloutStatus undoing = step("state: Failed, " + TALLY + UNDOING + "Starting}");
    PhaseRolloutStatus undone =
        step(
            "state: Failed, "
                + TALLY
                + UNDOING
                + "Succeeded, completedAt: \"2026-03-02T09:10:05Z\"}");
    assertThat(told(undoing, undone))
        .extracting(SpanData::getName, SpanData::getSpanId, SpanData::getParentSpanId)
        .containsExactly(
            tuple(
                "attempt 1",
                RUN.compensationAttempt("a", "s", 1).spanId(),
                RUN.compensation("a", "s").spanId()),
            tuple("compensation s", RUN.compensation("a", "s").spanId(), RUN.rollback().spanId()));
    assertThat(kept.spans.get(0).getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("phaserollout.role"), "rollback");
  }

  @Test
  void a_rollback_is_a_span_below_its_run_with_its_numbers() {
    String run =
        "run: {number: 3, startedAt: \"2026-03-02T09:00:00Z\", traceparent: "
            + Statuses.TRACEPARENT
            + ", rollback: {steps: 4, compensated: 2, startedAt: \"2026-03-02T09:10:00Z\", state: ";
    PhaseRolloutStatus failed =
        read(run + "Failed, failed: [s], completedAt: \"2026-03-02T09:20:00Z\"}}");
    assertThat(told(read(run + "Running}}"), failed))
        .singleElement()
        .returns("rollback", SpanData::getName)
        .returns(RUN.rollback().spanId(), SpanData::getSpanId)
        .returns(RUN.spanId(), SpanData::getParentSpanId)
        .returns(StatusCode.ERROR, span -> span.getStatus().getStatusCode())
        .returns(nanos("2026-03-02T09:10:00Z"), SpanData::getStartEpochNanos)
        .returns(nanos("2026-03-02T09:20:00Z"), SpanData::getEndEpochNanos)
        .satisfies(
            span ->
                assertThat(span.getAttributes().asMap())
                    .containsEntry(AttributeKey.longKey("phaserollout.steps"), 4L)
                    .containsEntry(AttributeKey.longKey("phaserollout.compensated"), 2L));
  }

  @Test
  void every_span_of_a_run_that_ended_has_a_parent_that_was_sent() {
    for (long seed = 1; seed <= 200; seed++) {
      kept.spans.clear();
      RolloutSpans spans = spans(Sampler.alwaysOn());
      List<Happening> story = HappeningsLawsTest.story(Histories.of(seed));
      story.forEach(happening -> spans.tell("shop", "checkout", happening));
      assertThat(kept.spans)
          .filteredOn(span -> !mayGrow(span))
          .extracting(SpanData::getSpanId)
          .doesNotHaveDuplicates();
      Map<String, Set<String>> sent =
          kept.spans.stream()
              .collect(
                  Collectors.groupingBy(
                      SpanData::getTraceId,
                      Collectors.mapping(SpanData::getSpanId, Collectors.toSet())));
      Set<String> ended =
          story.stream()
              .filter(RunHappening.RunEnded.class::isInstance)
              .map(found -> found.place().trace())
              .flatMap(Optional::stream)
              .map(TraceContext::traceId)
              .collect(Collectors.toSet());
      ended.removeAll(stillRollingBack(story));
      assertThat(kept.spans)
          .as("seed " + seed)
          .filteredOn(span -> ended.contains(span.getTraceId()))
          .filteredOn(span -> span.getParentSpanContext().isValid())
          .allMatch(span -> sent.get(span.getTraceId()).contains(span.getParentSpanId()));
    }
  }

  /** The runs whose newest rollback had not come to its end when the story did. */
  private static Set<String> stillRollingBack(List<Happening> story) {
    Set<String> traces = new HashSet<>();
    for (Happening happening : story) {
      Optional<String> trace = happening.place().trace().map(TraceContext::traceId);
      if (trace.isPresent() && happening instanceof RollbackHappening) {
        if (happening instanceof RollbackHappening.RollbackEnded) {
          traces.remove(trace.get());
        } else {
          traces.add(trace.get());
        }
      }
    }
    return traces;
  }
}
