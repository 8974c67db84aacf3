package dev.phaserollout.simulator;

import dev.phaserollout.api.Container;
import dev.phaserollout.api.Gate;
import dev.phaserollout.api.JobSource;
import dev.phaserollout.api.OnError;
import dev.phaserollout.api.OnInconclusive;
import dev.phaserollout.api.Phase;
import dev.phaserollout.api.PrometheusSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws gates and guardrails that a person could have written, with every limit that counts. */
final class RandomGates {

  private static final List<String> PAUSES = List.of("5s", "20s", "1m");
  private static final List<String> BAKES = List.of("30s", "2m");

  private static final JobSource LOOK =
      new JobSource(
          new Container(
              "tools:1", List.of("look"), List.of(), List.of(), List.of(), null, null, null),
          Map.of());

  private final Dice dice;

  RandomGates(Dice dice) {
    this.dice = dice;
  }

  /** The phase with gates before, beside and after its steps. */
  Phase around(Phase phase) {
    return new Phase(
        phase.name(),
        phase.description(),
        phase.condition(),
        phase.timeout(),
        phase.maxParallel(),
        phase.windows(),
        phase.approval(),
        dice.chance(0.25) ? some(false) : null,
        phase.steps(),
        dice.chance(0.4) ? some(true) : null,
        dice.chance(0.4) ? some(false) : null);
  }

  List<Gate> some(boolean guardrails) {
    List<Gate> gates = new ArrayList<>();
    int count = dice.chance(0.2) ? 2 : 1;
    for (int i = 1; i <= count; i++) {
      gates.add(guardrails ? guardrail("g" + i) : gate("g" + i));
    }
    return gates;
  }

  private Gate guardrail(String name) {
    return of(name, dice.pick(PAUSES), null, null, null, null, dice.chance(0.3));
  }

  private Gate gate(String name) {
    boolean bakes = dice.chance(0.3);
    Integer count = bakes || dice.chance(0.4) ? null : Integer.valueOf(dice.between(1, 4));
    return of(
        name,
        dice.pick(PAUSES),
        count,
        bakes ? dice.pick(BAKES) : null,
        dice.chance(0.2) ? "5m" : null,
        dice.chance(0.2) ? Integer.valueOf(2) : null,
        false);
  }

  private Gate of(
      String name,
      String interval,
      @Nullable Integer count,
      @Nullable String duration,
      @Nullable String timeout,
      @Nullable Integer consecutiveSuccessLimit,
      boolean duringRollback) {
    boolean byJob = !duringRollback && dice.chance(0.3);
    return new Gate(
        name,
        byJob ? null : new PrometheusSource(null, "up", null),
        null,
        null,
        byJob ? LOOK : null,
        null,
        null,
        dice.chance(0.2) ? "10s" : null,
        interval,
        count,
        duration,
        timeout,
        byJob ? null : "true",
        null,
        dice.chance(0.2) ? Integer.valueOf(1) : null,
        dice.chance(0.3) ? Integer.valueOf(1) : null,
        dice.chance(0.5) ? Integer.valueOf(dice.between(0, 2)) : null,
        consecutiveSuccessLimit,
        dice.chance(0.1) ? Boolean.TRUE : null,
        duringRollback ? Boolean.TRUE : null,
        dice.chance(0.3)
            ? dice.oneOf(OnInconclusive.Ask, OnInconclusive.Fail, OnInconclusive.Pass)
            : null,
        dice.chance(0.2) ? dice.oneOf(OnError.Ask, OnError.Fail) : null);
  }
}
