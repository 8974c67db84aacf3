package dev.phaserollout.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** The door of the program: hands the process's streams to {@link Cli} and ends with its answer. */
public final class Main {

  private Main() {}

  /**
   * Runs the program and ends the JVM.
   *
   * @param args the words after {@code phaserollout}
   */
  public static void main(String[] args) {
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    Exit exit = Cli.run(args, System.in, out, err, System.getenv(), Clock.systemUTC());
    out.flush();
    err.flush();
    System.exit(exit.code());
  }

  /** Java takes the encoding from the locale, and in a container that is often plain ASCII. */
  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
