package dev.phaserollout.cli;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.local.LocalEnd;
import dev.phaserollout.local.RunRequest;
import dev.phaserollout.view.Line;
import dev.phaserollout.view.RunSummary;
import dev.phaserollout.view.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The last lines of a run: what has come out, where to look, and how to go on. */
final class RunReport {

  private final RunRequest request;
  private final String again;

  /**
   * @param again the words that go on with the run
   */
  RunReport(RunRequest request, String again) {
    this.request = request;
    this.again = again;
  }

  List<Line> of(LocalEnd end) {
    List<Line> lines = new ArrayList<>();
    switch (end.kind()) {
      case SUCCEEDED, FAILED -> RunSummary.of(end.rollout()).ifPresent(lines::add);
      case WAITING ->
          lines.add(Line.of(Tone.WARNING, "Waiting").and(Tone.PLAIN, ": " + end.message()));
      case INTERRUPTED ->
          lines.add(
              Line.of(Tone.WARNING, "Stopped")
                  .and(
                      Tone.PLAIN,
                      " by " + end.message() + ": what ran was ended and is tried again"));
      case REFUSED ->
          lines.add(Line.of(Tone.BAD, "Refused").and(Tone.PLAIN, ": " + message(end.rollout())));
    }
    if (end.kind() == LocalEnd.Kind.FAILED) {
      failed(end, lines);
    }
    lines.add(fact("logs", request.state().root() + "/runs/"));
    if (end.kind() == LocalEnd.Kind.FAILED
        || end.kind() == LocalEnd.Kind.INTERRUPTED
        || end.kind() == LocalEnd.Kind.WAITING) {
      lines.add(fact("go on with", again));
    }
    if (end.kind() == LocalEnd.Kind.SUCCEEDED && end.nothingToDo()) {
      lines.add(
          fact(
              "nothing to do",
              "this spec has been run; to run all of it anew: " + again + " --rerun"));
    }
    return lines;
  }

  private void failed(LocalEnd end, List<Line> lines) {
    if (!end.message().isEmpty()) {
      lines.add(fact("why", end.message()));
    }
    int run =
        Optional.ofNullable(end.rollout().getStatus())
            .map(PhaseRolloutStatus::run)
            .map(RunStatus::number)
            .orElse(0);
    for (RunSummary.FailedStep failed : RunSummary.failed(end.rollout())) {
      Integer attempt = failed.step().attempt();
      String message = Optional.ofNullable(failed.step().message()).orElse("");
      lines.add(fact("step " + failed.step().name(), failed.step().state() + ", " + message));
      if (attempt != null) {
        lines.add(
            fact(
                "its log",
                request
                    .state()
                    .log(run, failed.phase(), failed.step().name(), attempt)
                    .toString()));
      }
    }
  }

  private static String message(PhaseRollout rollout) {
    return Optional.ofNullable(rollout.getStatus()).map(PhaseRolloutStatus::message).orElse("");
  }

  private static Line fact(String name, String value) {
    return Line.of(Tone.FAINT, "  " + name + ": ").and(Tone.PLAIN, value);
  }
}
