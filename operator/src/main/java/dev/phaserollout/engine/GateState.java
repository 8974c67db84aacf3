package dev.phaserollout.engine;

import dev.phaserollout.api.GateStatus;
import dev.phaserollout.api.MeasurementStatus;
import dev.phaserollout.api.VerdictCounts;
import dev.phaserollout.api.WorkStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a gate stands.
 *
 * @param message why it stands so, in numbers
 * @param measurements the newest ten, oldest first
 * @param query what was generated for it to ask; empty where nothing was, or before it was measured
 * @param round how often it has begun: each round counts from zero
 * @param startedAt when this round began; moved by as long as the rollout was suspended
 * @param nextAt when the next measurement is due
 */
record GateState(
    Word word,
    String message,
    VerdictCounts counts,
    List<MeasurementStatus> measurements,
    String query,
    int round,
    Instant startedAt,
    Instant nextAt) {

  private static final VerdictCounts NONE = new VerdictCounts(0, 0, 0, 0, 0, 0);

  /** How far a gate is, with the word that the status uses. */
  enum Word {
    MEASURING("Measuring"),
    PASSED("Passed"),
    FAILED("Failed"),
    IN_DOUBT("InDoubt");

    private final String text;

    Word(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    /** A word of a newer version is a doubt: never a pass. */
    static Word of(String text) {
      for (Word word : values()) {
        if (word.text.equals(text)) {
          return word;
        }
      }
      return IN_DOUBT;
    }
  }

  static GateState begun(PlanGate gate, int round, Instant now) {
    return new GateState(
        Word.MEASURING, "", NONE, List.of(), "", round, now, now.plus(gate.initialDelay()));
  }

  boolean measuring() {
    return word == Word.MEASURING;
  }

  /** Of the measurement that is due next, from 1. */
  int sequence() {
    return counts.pass() + counts.fail() + counts.inconclusive() + counts.error() + 1;
  }

  /** When the newest measurement was taken; the beginning where there is none. */
  Instant newest() {
    return measurements.isEmpty()
        ? startedAt
        : StatusTime.read(measurements.get(measurements.size() - 1).time()).orElse(startedAt);
  }

  GateState as(Word next, String why) {
    return new GateState(next, why, counts, measurements, query, round, startedAt, nextAt);
  }

  GateState withoutQuery() {
    return new GateState(word, message, counts, measurements, "", round, startedAt, nextAt);
  }

  /** The same gate as if the time of a suspension had not passed. */
  GateState later(Duration by, Instant now) {
    Instant next = nextAt.isBefore(now) ? now : nextAt;
    return new GateState(
        word, message, counts, measurements, query, round, startedAt.plus(by), next);
  }

  static Optional<GateState> read(GateStatus stored) {
    return StatusTime.read(stored.startedAt())
        .map(
            startedAt ->
                new GateState(
                    stored.state() == null ? Word.IN_DOUBT : Word.of(stored.state()),
                    stored.message() == null ? "" : stored.message(),
                    stored.counts() == null ? NONE : stored.counts(),
                    stored.measurements(),
                    stored.query() == null ? "" : stored.query(),
                    stored.round() == null ? 1 : stored.round(),
                    startedAt,
                    StatusTime.read(stored.nextAt()).orElse(startedAt)));
  }

  /**
   * @param job of the newest measurement; null where no Job measures
   */
  GateStatus write(String name, @Nullable WorkStatus job) {
    return new GateStatus(
        name,
        word.text(),
        message.isEmpty() ? null : StatusSize.bounded(message),
        counts,
        measurements,
        query.isEmpty() ? null : query,
        round == 1 ? null : round,
        StatusTime.text(startedAt),
        measuring() ? StatusTime.text(nextAt) : null,
        job);
  }
}
