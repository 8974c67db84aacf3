package dev.phaserollout.kubelet;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** When each condition of one pod became what it is. */
final class TransitionTimes {
  private record Since(boolean holds, Instant at) {}

  private final Map<String, Since> since = new LinkedHashMap<>();

  /** The moment when the condition got its present status; another reason is no transition. */
  Instant of(PodCondition condition, Instant now) {
    return since
        .compute(
            condition.type(),
            (type, before) ->
                before != null && before.holds() == condition.holds()
                    ? before
                    : new Since(condition.holds(), now))
        .at();
  }
}
