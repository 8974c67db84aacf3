package dev.phaserollout.cli;

import dev.phaserollout.local.LogTail;
import dev.phaserollout.view.OneLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Prints logs line by line, several of them at once without mixing up their lines. */
final class LogPrinter {

  private final PrintStream out;

  LogPrinter(PrintStream out) {
    this.out = out;
  }

  /** Prints all lines until the log ends, each after the prefix; closes it. */
  void print(String prefix, InputStream log) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(log, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        print(prefix + LogTail.clean(line).stripTrailing());
      }
    }
  }

  /** A line that is no log's. */
  void note(String line) {
    print(OneLine.exact(line));
  }

  private synchronized void print(String line) {
    out.println(line);
    out.flush();
  }
}
