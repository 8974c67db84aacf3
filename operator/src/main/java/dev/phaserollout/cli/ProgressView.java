package dev.phaserollout.cli;

import dev.phaserollout.local.RunListener;
import dev.phaserollout.view.Line;
import java.util.List;

/** Shows a local run while it goes on. */
interface ProgressView extends RunListener, AutoCloseable {

  /** Lines before the run begins. */
  void header(List<Line> lines);

  /** Leaves the last picture where it can be scrolled back to, and these lines below it. */
  void finish(List<Line> lines);

  @Override
  void close();
}
