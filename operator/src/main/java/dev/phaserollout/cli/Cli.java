package dev.phaserollout.cli;

import dev.phaserollout.view.OneLine;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program as a function from words to an {@link Exit}. Touches nothing but its arguments. */
public final class Cli {

  private static final int HELP_COLUMNS = 100;

  @Command(
      name = "phaserollout",
      description = {
        "Runs the phases of a release, here or on a cluster, and lints the files that describe them.",
        "As kubectl-phaserollout on the PATH it is the plugin 'kubectl phaserollout'."
      },
      versionProvider = Version.class,
      mixinStandardHelpOptions = true,
      synopsisSubcommandLabel = "VERB")
  private static final class Root {}

  private Cli() {}

  /** The verbs, in the order of the help page. A new verb is one class and one entry here. */
  static List<Verb> verbs() {
    return List.of(
        new RunCommand(),
        new RecordCommand(),
        new PlanCommand(),
        new LintCommand(),
        new GetCommand(),
        new StatusCommand(),
        new LogsCommand(),
        new HistoryCommand(),
        new ApproveCommand(),
        new RejectCommand(),
        new AnswerCommand(),
        new RetryCommand(),
        new RerunCommand(),
        new RollbackCommand(),
        new AbortCommand(),
        new SuspendCommand(),
        new ResumeCommand(),
        new OperatorCommand(),
        new AgentCommand());
  }

  /**
   * Does what the words ask for. Never throws and never ends the JVM.
   *
   * @param args the words after the program's name
   * @param in what the user types
   * @param out where results go
   * @param err where complaints go; a stack trace never does
   * @param env environment variables
   * @param clock the time
   */
  public static Exit run(
      String[] args,
      InputStream in,
      PrintStream out,
      PrintStream err,
      Map<String, String> env,
      Clock clock) {
    return run(verbs(), args, new Session(in, out, err, env, clock));
  }

  static Exit run(List<Verb> verbs, String[] args, Session session) {
    try {
      return parseAndRun(commandLine(meant(verbs, args)), args, session);
    } catch (UnmatchedArgumentException refused) {
      complain(session, unmatched(refused));
      session.err().println(whereHelpIs(refused.getCommandLine()));
      return Exit.USAGE;
    } catch (ParameterException refused) {
      complain(session, refused.getMessage());
      session.err().println(whereHelpIs(refused.getCommandLine()));
      return Exit.USAGE;
    } catch (Refusal refused) {
      complain(session, refused.getMessage());
      return refused.exit();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      complain(session, "interrupted");
      return Exit.FAILED;
    } catch (Exception | Error defect) {
      complain(session, CrashReport.write(defect, args, session));
      return Exit.FAILED;
    }
  }

  /** The only door of complaints, because words and files of others are quoted in them. */
  private static void complain(Session session, @Nullable String message) {
    String lines =
        ("phaserollout: " + message)
            .lines()
            .map(OneLine::exact)
            .collect(Collectors.joining(System.lineSeparator()));
    session.err().println(lines);
  }

  /** Describing a verb to picocli takes longer than many a verb itself, so only one is. */
  private static List<Verb> meant(List<Verb> verbs, String[] args) {
    List<Verb> called =
        verbs.stream().filter(verb -> args.length > 0 && nameOf(verb).equals(args[0])).toList();
    return called.isEmpty() ? verbs : called;
  }

  private static String nameOf(Verb verb) {
    return verb.getClass().getAnnotation(Command.class).name();
  }

  private static Exit parseAndRun(CommandLine commandLine, String[] args, Session session)
      throws Exception {
    ParseResult words = commandLine.parseArgs(args);
    while (words.hasSubcommand() && !words.isUsageHelpRequested()) {
      words = words.subcommand();
    }
    CommandLine chosen = words.commandSpec().commandLine();
    if (words.isUsageHelpRequested()) {
      chosen.usage(writer(session.out()));
      return Exit.SUCCEEDED;
    }
    if (words.isVersionHelpRequested()) {
      chosen.printVersionHelp(writer(session.out()), Ansi.OFF);
      return Exit.SUCCEEDED;
    }
    if (words.commandSpec().userObject() instanceof Verb verb) {
      return verb.run(session);
    }
    throw new ParameterException(chosen, "expected a verb: one of " + verbNames(chosen));
  }

  private static CommandLine commandLine(List<Verb> verbs) {
    CommandLine commandLine = new CommandLine(new Root());
    verbs.forEach(commandLine::addSubcommand);
    commandLine.setUsageHelpWidth(HELP_COLUMNS);
    commandLine.setExpandAtFiles(false);
    commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    describeExits(commandLine);
    commandLine.getSubcommands().values().forEach(Cli::describeExits);
    return commandLine;
  }

  private static void describeExits(CommandLine commandLine) {
    commandLine
        .getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("Exit codes:%n")
        .exitCodeList(Exit.sentences());
  }

  private static String unmatched(UnmatchedArgumentException refused) {
    String word = refused.getUnmatched().get(0);
    CommandLine commandLine = refused.getCommandLine();
    if (refused.isUnknownOption()) {
      return String.valueOf(refused.getMessage());
    }
    if (commandLine.getParent() != null) {
      return oneTooMany(word, commandLine);
    }
    String hint =
        refused.getSuggestions().stream()
            .findFirst()
            .map(near -> "; did you mean " + near + "?")
            .orElse("");
    return "found '" + word + "', expected a verb: one of " + verbNames(commandLine) + hint;
  }

  private static String oneTooMany(String word, CommandLine verb) {
    String name = verb.getCommandSpec().qualifiedName();
    return verb.getCommandSpec().positionalParameters().stream()
        .findFirst()
        .map(
            parameter ->
                "found '"
                    + word
                    + "', expected one "
                    + parameter.paramLabel()
                    + "; call '"
                    + name
                    + "' once for each")
        .orElseGet(
            () -> "found '" + word + "', expected no word after '" + name + "'; take it away");
  }

  private static String whereHelpIs(CommandLine commandLine) {
    return "Try '" + commandLine.getCommandSpec().qualifiedName() + " --help'.";
  }

  private static String verbNames(CommandLine commandLine) {
    return commandLine.getSubcommands().entrySet().stream()
        .filter(verb -> !verb.getValue().getCommandSpec().usageMessage().hidden())
        .map(Map.Entry::getKey)
        .collect(Collectors.joining(", "));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
