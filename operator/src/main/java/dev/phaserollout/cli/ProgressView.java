package dev.phaserollout.cli;

import dev.phaserollout.local.GivenAnswer;
import dev.phaserollout.local.RunListener;
import dev.phaserollout.view.Line;
import java.util.List;
import java.util.function.Consumer;

/** Shows a local run while it goes on. */
interface ProgressView extends RunListener, AutoCloseable {

  /**
   * Where answers go, for a view that asks people; called before the run goes on.
   *
   * @param answers takes what a person has answered
   * @param silent is called when nobody will be asked any more
   */
  void connect(Consumer<GivenAnswer> answers, Runnable silent);

  /** Lines before the run begins. */
  void header(List<Line> lines);

  /** Leaves the last picture where it can be scrolled back to, and these lines below it. */
  void finish(List<Line> lines);

  @Override
  void close();
}
