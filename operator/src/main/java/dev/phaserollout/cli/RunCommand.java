package dev.phaserollout.cli;

import dev.phaserollout.api.Workspace;
import dev.phaserollout.gate.CelExpressions;
import dev.phaserollout.lint.Linter.Rollout;
import dev.phaserollout.local.AnswerWords;
import dev.phaserollout.local.EnvFile;
import dev.phaserollout.local.LocalCommand;
import dev.phaserollout.local.LocalEnd;
import dev.phaserollout.local.LocalRefusal;
import dev.phaserollout.local.LocalRules;
import dev.phaserollout.local.LocalRun;
import dev.phaserollout.local.LocalRuns;
import dev.phaserollout.local.RunRequest;
import dev.phaserollout.view.Line;
import dev.phaserollout.view.Tone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code phaserollout run FILE}: runs a rollout on this host, and goes on where the last call
 * stopped.
 */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a rollout on this host, without a cluster: each step's command is a process.",
      "What is done is kept on disk; run the file again and it goes on where it stopped: after"
          + " Ctrl-C, a crash or a failure, and with an edited file."
    })
final class RunCommand implements Verb {

  private static final Duration GRACE = Duration.ofSeconds(10);

  @Parameters(index = "0", paramLabel = "FILE", description = "the rollout, in YAML")
  private @Nullable Path file;

  @Mixin private ValueOptions values = new ValueOptions();

  @Mixin private StateOption state = new StateOption();

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description = "lines of NAME=value that stand in for Secrets and ConfigMaps")
  private @Nullable Path envFile;

  @Mixin private GitOptions git = new GitOptions();

  @ArgGroup private What what = new What();

  /** What is wanted beside going on; one thing at a time. */
  private static final class What {
    @Option(
        names = "--rerun",
        description = "after a run has ended, start the next one and reuse nothing")
    private boolean rerun;

    @Option(
        names = "--rollback",
        description = "undo the run, under way or over, from the spec that it was accepted with")
    private boolean rollback;

    @Option(names = "--abort", description = "end the run that is under way, or its rollback")
    private boolean abort;

    private LocalCommand command() {
      return rerun
          ? LocalCommand.RERUN
          : rollback ? LocalCommand.ROLLBACK : abort ? LocalCommand.ABORT : LocalCommand.GO_ON;
    }
  }

  @Option(
      names = "--answer",
      paramLabel = "QUESTION=DECISION",
      description = "answer a question that is open; once for each")
  private List<String> answers = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "QUESTION:NAME=VALUE",
      description = "a result of what was done by hand, with --answer; once for each")
  private List<String> outputs = new ArrayList<>();

  @Option(
      names = "--comment",
      paramLabel = "TEXT",
      description = "what is to be known of the answers beside")
  private @Nullable String comment;

  @Option(
      names = "--provider",
      paramLabel = "NAME=URL",
      description = "a Prometheus that gates may ask; once for each")
  private List<String> prometheus = new ArrayList<>();

  @Option(
      names = "--http-provider",
      paramLabel = "NAME=URL",
      description = "a server with JSON answers that gates may ask; once for each")
  private List<String> http = new ArrayList<>();

  @Option(
      names = "--plain",
      description = "a line for each change instead of the live view; nobody is asked")
  private boolean plain;

  @Override
  public Exit run(Session session) {
    Path source = Optional.ofNullable(file).orElseThrow();
    try {
      RunRequest request = request(source, session);
      return run(request, source, session);
    } catch (LocalRefusal refused) {
      throw Refusal.of(refused);
    }
  }

  private RunRequest request(Path source, Session session) {
    if (!answers.isEmpty() && what.command() != LocalCommand.GO_ON) {
      throw new Refusal(
          Exit.USAGE,
          "--answer: found a command beside it, expected either; answer first, or leave the answer"
              + " out");
    }
    Rollout rollout = RolloutFile.read(source, values.overrides(git.url()));
    String name = rollout.name();
    return new RunRequest(
        name,
        rollout.spec(),
        source.toAbsolutePath().normalize().resolveSibling(""),
        state.folder(source, name),
        envFile == null ? EnvFile.NONE : EnvFile.read(envFile),
        git.access(rollout.spec()),
        session.env(),
        what.command(),
        AnswerWords.parse(answers, outputs, Optional.ofNullable(comment), Person.here()),
        ProviderWords.parse(prometheus, http),
        GRACE);
  }

  private Exit run(RunRequest request, Path source, Session session) {
    LocalRuns runs = new LocalRuns(new CelExpressions(), session.clock());
    RunReport report = new RunReport(request, UsersCall.again(session.env(), words(source)));
    try (ProgressView view = Views.open(session, plain, request)) {
      LocalEnd end;
      Optional<Exit> stopped;
      try (LocalRun run = runs.open(request, view);
          StopSignals signals = new StopSignals(run::stop)) {
        view.connect(run::answer, run::lookAgain);
        view.header(header(request));
        end = run.go();
        stopped = signals.first();
      }
      view.finish(report.of(end));
      return stopped.orElseGet(() -> exit(end.kind()));
    }
  }

  private static List<Line> header(RunRequest request) {
    List<String> ignored = LocalRules.judge(request.spec(), request.envFile()).ignored();
    return List.of(
        Line.of(
            Tone.FAINT,
            "steps run on this host, in "
                + place(request)
                + (ignored.isEmpty()
                    ? ""
                    : "; without meaning here: " + String.join(", ", ignored))));
  }

  private static String place(RunRequest request) {
    Workspace workspace = request.spec().workspace();
    if (workspace == null) {
      return request.workingDirectory().toString();
    }
    return "clones of "
        + workspace.git().url()
        + request.git().workTree().map(tree -> "; " + tree + " is not written to").orElse("");
  }

  private static Exit exit(LocalEnd.Kind kind) {
    return switch (kind) {
      case SUCCEEDED -> Exit.SUCCEEDED;
      case FAILED, INTERRUPTED -> Exit.FAILED;
      case REFUSED -> Exit.USAGE;
      case WAITING -> Exit.WAITING;
    };
  }

  /** The same call again; without what it was to do beside going on, which is done or said. */
  private List<String> words(Path source) {
    List<String> words = new ArrayList<>(List.of("run", source.toString()));
    words.addAll(values.words());
    Optional.ofNullable(envFile)
        .ifPresent(value -> words.addAll(List.of("--env-file", value.toString())));
    words.addAll(git.words());
    prometheus.forEach(word -> words.addAll(List.of("--provider", word)));
    http.forEach(word -> words.addAll(List.of("--http-provider", word)));
    words.addAll(state.words());
    return words;
  }
}
