package dev.phaserollout.telemetry;

import dev.phaserollout.api.StateWord;
import dev.phaserollout.api.TraceContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.Optional;

/**
 * A trace a run: a span for the run and for each phase, step and attempt, for its rollback and for
 * each compensation, and for each time that it waited for a window, a rollout or its turn, sent
 * when it is over. Nothing is kept in between, because a run outlives operators: times come from
 * the status, and ids follow from the run, so that a child may be sent before its parent, by
 * another process.
 *
 * <p>A rollback that a person goes on with after it had stopped, and a compensation that is tried
 * again so, are sent again as the same span, which is longer by then.
 *
 * <p>What did not run has no span: steps and phases that were skipped, steps that were reused.
 */
final class RolloutSpans {

  private static final AttributeKey<String> NAMESPACE =
      AttributeKey.stringKey("k8s.namespace.name");
  private static final AttributeKey<String> ROLLOUT = AttributeKey.stringKey("phaserollout.name");
  private static final AttributeKey<Long> RUN = AttributeKey.longKey("phaserollout.run");
  private static final AttributeKey<String> RUN_UID =
      AttributeKey.stringKey("phaserollout.run.uid");
  private static final AttributeKey<String> PHASE = AttributeKey.stringKey("phaserollout.phase");
  private static final AttributeKey<String> STEP = AttributeKey.stringKey("phaserollout.step");
  private static final AttributeKey<String> ROLE = AttributeKey.stringKey("phaserollout.role");
  private static final AttributeKey<Long> STEPS = AttributeKey.longKey("phaserollout.steps");
  private static final AttributeKey<Long> COMPENSATED =
      AttributeKey.longKey("phaserollout.compensated");
  private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("phaserollout.attempt");
  private static final AttributeKey<Long> ATTEMPTS = AttributeKey.longKey("phaserollout.attempts");
  private static final AttributeKey<Long> EXIT_CODE =
      AttributeKey.longKey("phaserollout.exit_code");
  private static final AttributeKey<String> RESULT = AttributeKey.stringKey("phaserollout.result");
  private static final AttributeKey<String> REASON = AttributeKey.stringKey("phaserollout.reason");

  private final Tracer tracer;
  private final DerivedIds ids;

  /**
   * @param ids the generator of the provider that the tracer is from
   */
  RolloutSpans(Tracer tracer, DerivedIds ids) {
    this.tracer = tracer;
    this.ids = ids;
  }

  void tell(String namespace, String rollout, Happening happening) {
    happening
        .place()
        .trace()
        .filter(this::recorded)
        .ifPresent(run -> span(run, namespace, rollout, happening));
  }

  /**
   * What the sampler says of the run holds for all of its spans. It is asked by starting the span
   * of the run, which is forgotten: only a span that is ended is sent.
   */
  private boolean recorded(TraceContext run) {
    return ids.start(tracer.spanBuilder("run").setNoParent(), run).getSpanContext().isSampled();
  }

  private void span(TraceContext run, String namespace, String rollout, Happening happening) {
    Place place = happening.place();
    if (happening instanceof AttemptHappening.AttemptEnded ended) {
      Instant from = ended.recorded().orElse(ended.ended());
      long number = place.attempt().orElse(0);
      Span span = child("attempt " + number, ofStep(run, place), ofAttempt(run, place), from);
      span.setAttribute(ATTEMPT, number);
      ended.exitCode().ifPresent(code -> span.setAttribute(EXIT_CODE, (long) code));
      describe(span, namespace, rollout, place);
      end(span, ended.outcome(), ended.reason(), ended.message(), from, ended.ended());
    } else if (happening instanceof StepHappening.StepEnded ended && ran(ended)) {
      Instant from = ended.began().orElse(ended.ended());
      String what = place.compensation() ? "compensation " : "step ";
      Span span =
          child(what + place.step().orElse(""), aboveStep(run, place), ofStep(run, place), from);
      span.setAttribute(ATTEMPTS, (long) ended.attempts());
      describe(span, namespace, rollout, place);
      end(span, ended.state(), ended.reason(), ended.message(), from, ended.ended());
    } else if (happening instanceof RollbackHappening.RollbackEnded ended) {
      Instant from = ended.began().orElse(ended.ended());
      Span span = child("rollback", run, run.rollback(), from);
      span.setAttribute(STEPS, (long) ended.done().steps());
      span.setAttribute(COMPENSATED, (long) ended.done().compensated());
      describe(span, namespace, rollout, place);
      end(span, ended.state(), "", ended.text(), from, ended.ended());
    } else if (happening instanceof PhaseHappening.PhaseEnded ended && ended.began().isPresent()) {
      String phase = place.phase().orElse("");
      Instant from = ended.began().get();
      Span span = child("phase " + phase, run, run.phase(phase), from);
      describe(span, namespace, rollout, place);
      end(span, ended.state(), ended.reason(), ended.message(), from, ended.ended());
    } else if (happening instanceof HoldHappening.HoldEnded ended) {
      String since = ended.since().toString();
      Span span = child("hold", run, run.hold(ended.reason(), since), ended.since());
      describe(span, namespace, rollout, place);
      span.setAttribute(REASON, ended.reason());
      span.end(ended.ended().isBefore(ended.since()) ? ended.since() : ended.ended());
    } else if (happening instanceof RunHappening.RunEnded ended) {
      Instant from = ended.began().orElse(ended.ended());
      Span span = started(tracer.spanBuilder("run " + rollout).setNoParent(), run, from);
      describe(span, namespace, rollout, place);
      end(span, ended.result(), ended.reason(), ended.message(), from, ended.ended());
    }
  }

  private static TraceContext ofAttempt(TraceContext run, Place place) {
    String phase = place.phase().orElse("");
    String step = place.step().orElse("");
    int number = place.attempt().orElse(0);
    return place.compensation()
        ? run.compensationAttempt(phase, step, number)
        : run.attempt(phase, step, number);
  }

  private static TraceContext ofStep(TraceContext run, Place place) {
    String phase = place.phase().orElse("");
    String step = place.step().orElse("");
    return place.compensation() ? run.compensation(phase, step) : run.step(phase, step);
  }

  private static TraceContext aboveStep(TraceContext run, Place place) {
    if (place.compensation()) {
      return run.rollback();
    }
    String phase = place.phase().orElse("");
    return phase.equals(Place.FINALLY) ? run : run.phase(phase);
  }

  /** One that was passed over after it had failed has run; its attempts hang on its span. */
  private static boolean ran(StepHappening.StepEnded ended) {
    boolean skipped = ended.state().equals(StateWord.SKIPPED) && ended.attempts() == 0;
    return ended.reusedFromRun().isEmpty() && !skipped;
  }

  private Span child(String name, TraceContext parent, TraceContext as, Instant from) {
    return started(tracer.spanBuilder(name).setParent(within(parent)), as, from);
  }

  private Span started(SpanBuilder span, TraceContext as, Instant from) {
    return ids.start(span.setStartTimestamp(from), as);
  }

  /** The span of a parent that is sent at another time, perhaps by another process. */
  private static Context within(TraceContext parent) {
    SpanContext context =
        SpanContext.createFromRemoteParent(
            parent.traceId(), parent.spanId(), TraceFlags.getSampled(), TraceState.getDefault());
    return Context.root().with(Span.wrap(context));
  }

  private static void describe(Span span, String namespace, String rollout, Place place) {
    span.setAttribute(NAMESPACE, namespace);
    span.setAttribute(ROLLOUT, rollout);
    span.setAttribute(RUN, (long) place.run());
    span.setAttribute(RUN_UID, place.runUid());
    place.phase().ifPresent(phase -> span.setAttribute(PHASE, phase));
    place.step().ifPresent(step -> span.setAttribute(STEP, step));
    if (place.compensation()) {
      span.setAttribute(ROLE, "rollback");
    }
  }

  private static void end(
      Span span, String result, String reason, String message, Instant from, Instant to) {
    span.setAttribute(RESULT, result);
    Optional.of(reason).filter(r -> !r.isEmpty()).ifPresent(r -> span.setAttribute(REASON, r));
    if (StatusWords.well(result)) {
      span.setStatus(StatusCode.OK);
    } else if (StatusWords.bad(result)) {
      span.setStatus(StatusCode.ERROR, message);
    }
    // The end of a container is told by another clock than the record of its attempt.
    span.end(to.isBefore(from) ? from : to);
  }
}
