package dev.phaserollout.simulator;

import dev.phaserollout.engine.Measurement;
import dev.phaserollout.engine.MeasurementRequest;
import dev.phaserollout.engine.Verdict;
import java.util.HashMap;
import java.util.Map;

/**
 * What gates measure: each has a nature of its own, which the same seed always gives it. Measured
 * twice, by two leaders, the same gate may be found otherwise.
 */
final class Gauges {

  private enum Nature {
    GOOD,
    BAD,
    WORSENING,
    DOUBTFUL,
    UNREACHABLE
  }

  private final long seed;
  private final Map<MeasurementRequest.Key, Integer> taken = new HashMap<>();

  Gauges(long seed) {
    this.seed = seed;
  }

  Measurement measure(MeasurementRequest request) {
    MeasurementRequest.Key key = request.key();
    int nth = taken.merge(key, 1, Integer::sum);
    int at = key.owner().indexOf('@');
    String gate = at < 0 ? key.owner() : key.owner().substring(0, at);
    Nature nature =
        Dice.of(seed, gate)
            .oneOf(
                Nature.GOOD,
                Nature.GOOD,
                Nature.GOOD,
                Nature.BAD,
                Nature.WORSENING,
                Nature.DOUBTFUL,
                Nature.UNREACHABLE);
    Dice dice = Dice.of(seed, key.run() + key.toString() + "/" + nth);
    Verdict verdict = verdict(nature, key.sequence(), dice);
    return new Measurement(request.now(), verdict, "0.5", verdict.word());
  }

  private static Verdict verdict(Nature nature, int sequence, Dice dice) {
    return switch (nature) {
      case GOOD -> dice.chance(0.05) ? Verdict.ERROR : Verdict.PASS;
      case BAD -> dice.chance(0.7) ? Verdict.FAIL : Verdict.PASS;
      case WORSENING -> dice.chance(0.15 * sequence) ? Verdict.FAIL : Verdict.PASS;
      case DOUBTFUL -> dice.chance(0.4) ? Verdict.INCONCLUSIVE : Verdict.PASS;
      case UNREACHABLE -> dice.chance(0.6) ? Verdict.ERROR : Verdict.PASS;
    };
  }
}
