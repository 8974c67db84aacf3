package dev.phaserollout.engine;

import dev.phaserollout.api.VerdictCounts;

/** What people read of a gate: what was measured, what was needed, how many of how many. */
final class GateMessages {

  private GateMessages() {}

  static String measuring(PlanGate gate, Measurement taken, VerdictCounts counts) {
    return newest(taken) + "; " + progress(gate, counts) + allowed(gate, counts);
  }

  static String failed(PlanGate gate, Measurement taken, VerdictCounts counts) {
    return newest(taken)
        + "; "
        + StatusMessages.counted(counts.fail(), "failed measurement")
        + ", "
        + gate.failureLimit()
        + " allowed";
  }

  static String errors(PlanGate gate, Measurement taken, VerdictCounts counts) {
    return newest(taken)
        + "; "
        + counts.consecutiveError()
        + " errors in a row, "
        + gate.consecutiveErrorLimit()
        + " allowed";
  }

  static String inconclusive(PlanGate gate, Measurement taken, VerdictCounts counts) {
    return newest(taken)
        + "; "
        + StatusMessages.counted(counts.inconclusive(), "inconclusive measurement")
        + ", "
        + gate.inconclusiveLimit()
        + " allowed";
  }

  static String neverGood(PlanGate gate, VerdictCounts counts) {
    return gate.consecutiveSuccessLimit() > 0
        ? "measured as often as count says without "
            + gate.consecutiveSuccessLimit()
            + " passes in a row ("
            + counts.consecutivePass()
            + " at the end)"
        : "measured as often as count says, and never seen to pass";
  }

  static String passed(PlanGate gate, Measurement taken, VerdictCounts counts) {
    return newest(taken) + "; " + progress(gate, counts);
  }

  static String late(PlanGate gate, VerdictCounts counts) {
    return "has come to no verdict within its timeout of "
        + gate.timeout().map(TimeSpan::text).orElse("")
        + " ("
        + progress(gate, counts)
        + ")";
  }

  static String outOfTime(PlanGate gate, VerdictCounts counts) {
    return "has come to no verdict before the timeout of its phase or run was over ("
        + progress(gate, counts)
        + ")";
  }

  private static String newest(Measurement taken) {
    return taken.message().isEmpty() ? taken.verdict().word() : taken.message();
  }

  private static String progress(PlanGate gate, VerdictCounts counts) {
    int judged = counts.pass() + counts.fail() + counts.inconclusive();
    String of = gate.count().map(count -> " of " + count).orElse("");
    String bake = gate.bake().map(time -> " over " + TimeSpan.text(time)).orElse("");
    return counts.pass() + " passed, " + judged + of + " measured" + bake;
  }

  private static String allowed(PlanGate gate, VerdictCounts counts) {
    return counts.fail() == 0
        ? ""
        : ", " + counts.fail() + " of " + gate.failureLimit() + " failures allowed";
  }

  static String gateFailed(PlanGate gate, String why) {
    return (gate.guardrail() ? "guardrail " : "gate ") + gate.owner() + ": " + why;
  }

  static String inDoubt(PlanGate gate, String why) {
    return (gate.guardrail() ? "guardrail " : "gate ")
        + gate.owner()
        + " cannot tell ("
        + why
        + (gate.guardrail() ? "): " : "): Approve takes it as passed, ")
        + "Retry measures anew, Reject takes it as failed and ends the run";
  }
}
