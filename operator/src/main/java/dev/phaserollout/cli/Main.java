package dev.phaserollout.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** The door of the program: hands the process's streams to {@link Cli} and ends with its answer. */
public final class Main {

  /** Says which of the logging backends on the class path SLF4J takes; the user's choice wins. */
  private static final String LOGGING = "slf4j.provider";

  /**
   * Whether the framework notes the object of every event for the log. Lines of the operator name
   * theirs themselves, so nothing prints those notes, and they took 5 % of its processor time.
   */
  private static final String NOTES_FOR_THE_LOG = "JAVA_OPERATOR_SDK_USE_MDC";

  private Main() {}

  /**
   * Runs the program and ends the JVM.
   *
   * @param args the words after {@code phaserollout}
   */
  public static void main(String[] args) {
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, loggingOf(args));
      System.setProperty("slf4j.internal.verbosity", "WARN");
    }
    if (System.getProperty(NOTES_FOR_THE_LOG) == null) {
      System.setProperty(NOTES_FOR_THE_LOG, "false");
    }
    PrintStream out = utf8(FileDescriptor.out);
    PrintStream err = utf8(FileDescriptor.err);
    Exit exit = Cli.run(args, System.in, out, err, System.getenv(), Clock.systemUTC());
    out.flush();
    err.flush();
    System.exit(exit.code());
  }

  /** Only the operator logs; what libraries log is not for the terminal. */
  private static String loggingOf(String[] args) {
    return args.length > 0 && args[0].equals("operator")
        ? "ch.qos.logback.classic.spi.LogbackServiceProvider"
        : "org.slf4j.nop.NOPServiceProvider";
  }

  /** Java takes the encoding from the locale, and in a container that is often plain ASCII. */
  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
