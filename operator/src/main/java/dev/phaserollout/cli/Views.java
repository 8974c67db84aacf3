package dev.phaserollout.cli;

import dev.phaserollout.local.LogTail;
import dev.phaserollout.local.RunRequest;
import dev.phaserollout.local.Secrets;
import dev.phaserollout.view.Glyphs;
import dev.phaserollout.view.RolloutTree;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Which view suits the place that a run is watched from. */
final class Views {

  /** {@code no} where the launcher has found that nobody looks. */
  private static final String TERMINAL = "PHASEROLLOUT_TERMINAL";

  private Views() {}

  /**
   * Opens it: the live one on a terminal that can move its cursor, unless {@code plain} is asked
   * for.
   */
  static ProgressView open(Session session, boolean plain, RunRequest request) {
    Optional<Terminal> terminal = plain ? Optional.empty() : terminal(session);
    if (terminal.isEmpty()) {
      return new PlainView(session.out(), session.clock());
    }
    Glyphs glyphs = Glyphs.forLocale(session.env());
    LogTail tail = new LogTail(new Secrets(request.envFile().values().values()));
    return new LiveView(
        terminal.get(),
        Ink.of(session.env()),
        new RolloutTree(glyphs),
        new LogTails(request.state(), tail)::of,
        Person.here(),
        session.clock());
  }

  /** The same for a rollout that runs elsewhere: there are no logs here, and nobody is asked. */
  static ProgressView watching(Session session) {
    return terminal(session)
        .<ProgressView>map(
            terminal ->
                new LiveView(
                        terminal,
                        Ink.of(session.env()),
                        new RolloutTree(Glyphs.forLocale(session.env())),
                        status -> Map.of(),
                        Person.here(),
                        session.clock())
                    .withoutAsking())
        .orElseGet(() -> new PlainView(session.out(), session.clock()));
  }

  private static Optional<Terminal> terminal(Session session) {
    String type = session.env().getOrDefault("TERM", "dumb");
    if (type.equals("dumb") || "no".equals(session.env().get(TERMINAL))) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          TerminalBuilder.builder()
              .system(true)
              .dumb(false)
              .systemOutput(TerminalBuilder.SystemOutput.SysOut)
              .nativeSignals(true)
              .signalHandler(Terminal.SignalHandler.SIG_DFL)
              .build());
    } catch (IOException | IllegalStateException none) {
      return Optional.empty();
    }
  }
}
