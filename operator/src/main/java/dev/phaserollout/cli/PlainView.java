package dev.phaserollout.cli;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.local.GivenAnswer;
import dev.phaserollout.view.Line;
import dev.phaserollout.view.OneLine;
import dev.phaserollout.view.StatusChanges;
import java.io.PrintStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One line per change, with its time: for files, pipes and terminals that cannot redraw. */
final class PlainView implements ProgressView {

  private final PrintStream out;
  private final Clock clock;

  PlainView(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void connect(Consumer<GivenAnswer> answers, Runnable silent) {
    // Nobody is asked here: lines cannot be told from what is typed among them.
  }

  @Override
  public void header(List<Line> lines) {
    lines.forEach(line -> out.println(line.text()));
  }

  @Override
  public void stands(PhaseRollout rollout) {
    // An earlier call has said all of it.
  }

  @Override
  public void changed(Optional<PhaseRolloutStatus> before, PhaseRollout after) {
    PhaseRolloutStatus status = after.getStatus();
    if (status != null) {
      StatusChanges.between(before, status).forEach(line -> say(line.text()));
    }
  }

  @Override
  public boolean asks(PhaseRollout rollout) {
    return false;
  }

  @Override
  public void note(String sentence) {
    say(sentence);
  }

  private void say(String text) {
    out.println(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + OneLine.exact(text));
    out.flush();
  }

  @Override
  public void finish(List<Line> lines) {
    lines.forEach(line -> out.println(line.text()));
  }

  @Override
  public void close() {
    out.flush();
  }
}
