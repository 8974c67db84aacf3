package dev.phaserollout.cli;

import dev.phaserollout.api.PhaseRollout;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.local.GivenAnswer;
import dev.phaserollout.view.Line;
import dev.phaserollout.view.RolloutTree;
import dev.phaserollout.view.Tone;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/**
 * The tree of a run, redrawn in place: soon after a change, and once a second while something is
 * under way; below it, what a person is asked. All drawing happens on one thread.
 */
final class LiveView implements ProgressView {

  private static final long FRAME_MS = 100;
  private static final long TICK_MS = 1000;
  private static final int WITHOUT_LIMIT = Integer.MAX_VALUE;

  private final Terminal terminal;
  private final Display display;
  private final Ink ink;
  private final RolloutTree tree;
  private final Function<PhaseRolloutStatus, Map<String, List<String>>> tails;
  private final Clock clock;
  private final String person;
  private final AnswerPanel panel;
  private final Keyboard keyboard;
  private final ScheduledExecutorService painter;
  private final List<Line> said = new ArrayList<>();
  private Size size = new Size(80, 24);
  private final ScheduledFuture<?> ticks;
  private @Nullable ScheduledFuture<?> frame;
  private @Nullable PhaseRollout newest;
  private boolean finished;
  private volatile boolean silent;
  private volatile Consumer<GivenAnswer> answers = nobody -> {};
  private volatile Runnable fallsSilent = () -> {};

  /**
   * @param tails the last lines of the logs of steps that are at work, by name of step
   * @param person who is asked
   */
  LiveView(
      Terminal terminal,
      Ink ink,
      RolloutTree tree,
      Function<PhaseRolloutStatus, Map<String, List<String>>> tails,
      String person,
      Clock clock) {
    this.terminal = terminal;
    this.display = new Display(terminal, false);
    this.ink = ink;
    this.tree = tree;
    this.tails = tails;
    this.clock = clock;
    this.person = person;
    this.panel = new AnswerPanel(person);
    this.keyboard = new Keyboard(terminal, key -> soon(() -> type(key)), () -> soon(this::silence));
    this.painter = Executors.newSingleThreadScheduledExecutor(LiveView::daemon);
    terminal.handle(Signal.WINCH, signal -> soon(this::resized));
    soon(this::measure);
    this.ticks =
        painter.scheduleWithFixedDelay(this::paint, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
  }

  /** Shows only: nobody is asked, whatever waits for a person. */
  LiveView withoutAsking() {
    silent = true;
    return this;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "phaserollout-screen");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void header(List<Line> lines) {
    soon(() -> say(lines));
  }

  @Override
  public void changed(Optional<PhaseRolloutStatus> before, PhaseRollout after) {
    stands(after);
  }

  @Override
  public synchronized void stands(PhaseRollout rollout) {
    newest = rollout;
    if (frame == null) {
      frame = painter.schedule(this::frame, FRAME_MS, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public boolean asks(PhaseRollout rollout) {
    return !silent && !AnswerPanel.askable(rollout, person).isEmpty();
  }

  @Override
  public void connect(Consumer<GivenAnswer> takes, Runnable whenSilent) {
    answers = takes;
    fallsSilent = whenSilent;
  }

  private void ask() {
    newest().ifPresent(panel::update);
    if (panel.asking() && !silent && !finished) {
      keyboard.open();
    } else {
      keyboard.close();
    }
  }

  private void type(int key) {
    newest().flatMap(rollout -> panel.type(key, rollout)).ifPresent(answers);
    if (panel.left()) {
      silence();
    }
    paint();
  }

  private void silence() {
    silent = true;
    keyboard.close();
    fallsSilent.run();
  }

  @Override
  public void note(String sentence) {
    soon(
        () -> {
          ask();
          say(List.of(Line.of(Tone.WARNING, sentence)));
        });
  }

  private void soon(Runnable drawing) {
    if (!painter.isShutdown()) {
      painter.execute(drawing);
    }
  }

  private void frame() {
    synchronized (this) {
      frame = null;
    }
    ask();
    paint();
  }

  private synchronized Optional<PhaseRollout> newest() {
    return Optional.ofNullable(newest);
  }

  /**
   * What a terminal makes of lines that have become too long is its own affair: all is drawn anew.
   */
  private void resized() {
    // First back to where the display began: it only ever moves from where it believes to be.
    display.update(List.of(), 0);
    terminal.puts(Capability.clear_screen);
    measure();
    above(List.copyOf(said));
  }

  /**
   * Asking the terminal costs a process, so it is asked when it says that something has changed.
   */
  private void measure() {
    size = terminal.getSize();
    display.resize(size.getRows(), size.getColumns());
    display.reset();
  }

  private void paint() {
    if (finished) {
      return;
    }
    // One line and one column less than there is: the last of either makes terminals scroll.
    int height = Math.max(1, size.getRows() - 1);
    List<AttributedString> form =
        silent ? List.of() : panel.draw(columns()).stream().map(ink::draw).toList();
    List<AttributedString> lines = new ArrayList<>(picture(Math.max(1, height - form.size())));
    lines.addAll(form);
    show(lines, !form.isEmpty());
  }

  private List<AttributedString> picture(int height) {
    Optional<PhaseRollout> rollout = newest();
    if (rollout.isEmpty()) {
      return List.of();
    }
    PhaseRolloutStatus status = rollout.get().getStatus();
    Map<String, List<String>> logs = status == null ? Map.of() : tails.apply(status);
    return tree.draw(rollout.get(), clock.instant(), logs, columns(), height).stream()
        .map(ink::draw)
        .toList();
  }

  private int columns() {
    return Math.max(1, size.getColumns() - 1);
  }

  private void show(List<AttributedString> lines, boolean typing) {
    List<AttributedString> picture = new ArrayList<>(lines);
    // The cursor rests below the picture, where the shell goes on should the program be killed.
    picture.add(AttributedString.EMPTY);
    int row = picture.size() - 1;
    display.update(
        picture,
        typing
            ? size.cursorPos(row - 1, picture.get(row - 1).columnLength())
            : size.cursorPos(row, 0));
  }

  private void say(List<Line> lines) {
    said.addAll(lines);
    display.update(List.of(), 0);
    above(lines);
  }

  private void above(List<Line> lines) {
    for (Line line : lines) {
      terminal.writer().println(ink.draw(line).toAnsi(terminal));
    }
    terminal.flush();
    display.reset();
    paint();
  }

  @Override
  public void finish(List<Line> lines) {
    try {
      painter.submit(() -> lastPicture(lines)).get();
    } catch (ExecutionException | InterruptedException notDrawn) {
      // The run's result does not hang on its picture.
    }
  }

  private void lastPicture(List<Line> lines) {
    ticks.cancel(false);
    keyboard.close();
    display.update(List.of(), 0);
    picture(WITHOUT_LIMIT).forEach(line -> terminal.writer().println(line.toAnsi(terminal)));
    lines.forEach(line -> terminal.writer().println(ink.draw(line).toAnsi(terminal)));
    terminal.flush();
    finished = true;
  }

  @Override
  public void close() {
    painter.shutdownNow();
    keyboard.close();
    try {
      terminal.close();
    } catch (IOException gone) {
      // A terminal that is gone needs nothing restored.
    }
  }
}
