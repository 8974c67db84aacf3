package dev.phaserollout.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jline.utils.Signals;

/** Turns the signals that ask a program to stop into calls, for as long as it is open. */
final class StopSignals implements AutoCloseable {

  private static final Map<String, Exit> SIGNALS =
      Map.of("INT", Exit.INTERRUPTED, "TERM", Exit.TERMINATED, "HUP", Exit.HUNG_UP);

  private final Map<String, Object> handlersBefore = new HashMap<>();
  private final AtomicReference<Optional<Exit>> first = new AtomicReference<>(Optional.empty());

  /**
   * Listens from now on.
   *
   * @param stop is given what ends the sentence "ended by …", once per signal
   */
  StopSignals(Consumer<String> stop) {
    SIGNALS.forEach((name, exit) -> listen(name, exit, stop));
  }

  private void listen(String name, Exit exit, Consumer<String> stop) {
    String by = name.equals("INT") ? "Ctrl-C" : "signal " + name;
    Object before =
        Signals.register(
            name,
            () -> {
              first.updateAndGet(earlier -> earlier.isPresent() ? earlier : Optional.of(exit));
              stop.accept(by);
            });
    Optional.ofNullable(before).ifPresent(handler -> handlersBefore.put(name, handler));
  }

  /** What the program ends with when the first signal has stopped it. */
  Optional<Exit> first() {
    return first.get();
  }

  @Override
  public void close() {
    handlersBefore.forEach(Signals::unregister);
  }
}
