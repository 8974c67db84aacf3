package dev.phaserollout.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

/**
 * Goes once through what short verbs do, so that the JVM can put the classes it took into an
 * archive. Started by the launcher alone; prints nothing and changes nothing.
 */
final class WarmUp {

  private WarmUp() {}

  /**
   * Lints a rollout and asks for help, into the void.
   *
   * @param args the rollout file
   */
  public static void main(String[] args) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    for (String[] words : new String[][] {{"--version"}, {"--help"}, {"lint", args[0]}}) {
      Cli.run(words, InputStream.nullInputStream(), nowhere, nowhere, Map.of(), Clock.systemUTC());
    }
  }
}
