package dev.phaserollout.telemetry;

import dev.phaserollout.api.AnswerStatus;
import dev.phaserollout.api.PhaseRolloutStatus;
import dev.phaserollout.api.QuestionStatus;
import dev.phaserollout.api.RunStatus;
import dev.phaserollout.telemetry.QuestionHappening.Asked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What happened to the questions of a rollout between two statuses. A question is known by id and
 * digest: one that comes back is another one. Answers stand beside a question while it is open, and
 * in the run once they have come to something; of a run that a write has closed they are not known.
 */
final class QuestionHappenings {

  private final Optional<PhaseRolloutStatus> before;
  private final PhaseRolloutStatus after;
  private final RunStatus run;
  private final Instant now;
  private final Set<String> told;
  private final List<AnswerStatus> fresh;

  private QuestionHappenings(
      Optional<PhaseRolloutStatus> before, PhaseRolloutStatus after, RunStatus run, Instant now) {
    this.before = before;
    this.after = after;
    this.run = run;
    this.now = now;
    this.told =
        before.stream()
            .flatMap(QuestionHappenings::answers)
            .map(QuestionHappenings::identity)
            .collect(Collectors.toSet());
    this.fresh = answers(after).filter(answer -> !told.contains(identity(answer))).toList();
  }

  /** Answers, and questions that are closed: the reasons of what follows in the same write. */
  static List<Happening> answered(
      Optional<PhaseRolloutStatus> before, PhaseRolloutStatus after, RunStatus run, Instant now) {
    QuestionHappenings questions = new QuestionHappenings(before, after, run, now);
    List<Happening> found = new ArrayList<>(questions.answers());
    before.stream()
        .flatMap(status -> status.questions().stream())
        .filter(question -> !holds(after, question))
        .map(questions::closed)
        .forEach(found::add);
    return found;
  }

  /** New questions: what follows from the rest of the same write. */
  static List<Happening> raised(
      Optional<PhaseRolloutStatus> before, PhaseRolloutStatus after, RunStatus run) {
    return after.questions().stream()
        .filter(question -> before.filter(status -> holds(status, question)).isEmpty())
        .<Happening>map(question -> raised(run, question))
        .toList();
  }

  /** An answer that does not count, to a question that may not be open. */
  static Happening refused(PhaseRolloutStatus status, RunStatus run, RefusedAnswer answer) {
    Asked asked = new Asked(kind(Stream.of(status), answer.question()), answer.question());
    return new QuestionHappening.AnswerRefused(Place.of(run), asked, answer);
  }

  private static Happening raised(RunStatus run, QuestionStatus question) {
    return new QuestionHappening.QuestionRaised(
        place(run, asked(question)),
        asked(question),
        StatusWords.orEmpty(question.text()),
        StatusWords.orEmpty(question.expiresAt()),
        StatusWords.orEmpty(question.digest()));
  }

  private static boolean holds(PhaseRolloutStatus status, QuestionStatus question) {
    return status.questions().stream().anyMatch(known -> same(known, question));
  }

  private static boolean same(QuestionStatus a, QuestionStatus b) {
    return a.id().equals(b.id())
        && StatusWords.orEmpty(a.digest()).equals(StatusWords.orEmpty(b.digest()));
  }

  private static Stream<AnswerStatus> answers(PhaseRolloutStatus status) {
    Stream<AnswerStatus> open =
        status.questions().stream()
            .flatMap(
                question ->
                    question.answers().stream().map(answer -> named(question.id(), answer)));
    return Stream.concat(
        open, Optional.ofNullable(status.run()).stream().flatMap(run -> run.answers().stream()));
  }

  private static AnswerStatus named(String id, AnswerStatus a) {
    return new AnswerStatus(
        id, a.by(), a.decision(), a.verified(), a.approvalUid(), a.time(), a.comment());
  }

  private static String identity(AnswerStatus answer) {
    return String.join(
        "\n",
        StatusWords.orEmpty(answer.question()),
        answer.by(),
        StatusWords.orEmpty(answer.approvalUid()),
        StatusWords.orEmpty(answer.time()));
  }

  private List<Happening> answers() {
    return fresh.stream().distinct().map(this::answered).toList();
  }

  private Happening answered(AnswerStatus answer) {
    String id = StatusWords.orEmpty(answer.question());
    Asked asked = new Asked(kind(Stream.concat(before.stream(), Stream.of(after)), id), id);
    return new QuestionHappening.QuestionAnswered(
        place(run, asked),
        asked,
        StatusWords.orEmpty(answer.decision()),
        answer.by(),
        Optional.ofNullable(answer.verified()),
        StatusWords.orEmpty(answer.comment()),
        StatusWords.orEmpty(answer.approvalUid()),
        StatusWords.time(answer.time()).orElse(now));
  }

  /** Of the question of that id; empty where none of the statuses asks it. */
  private static String kind(Stream<PhaseRolloutStatus> statuses, String id) {
    return statuses
        .flatMap(status -> status.questions().stream())
        .filter(question -> question.id().equals(id))
        .map(question -> StatusWords.orEmpty(question.kind()))
        .findFirst()
        .orElse("");
  }

  private Happening closed(QuestionStatus question) {
    Asked asked = asked(question);
    Place place = place(before.map(PhaseRolloutStatus::run).orElse(run), asked);
    List<AnswerStatus> decided = decided(question);
    if (!decided.isEmpty()) {
      return decided(place, question, decided);
    }
    return StatusWords.time(question.expiresAt())
        .filter(at -> !now.isBefore(at))
        .<Happening>map(at -> new QuestionHappening.QuestionExpired(place, asked, at))
        .orElseGet(() -> new QuestionHappening.QuestionClosed(place, asked));
  }

  /** The answers that the run has taken note of since: those of the question that was open. */
  private List<AnswerStatus> decided(QuestionStatus question) {
    Set<String> noted =
        before.map(PhaseRolloutStatus::run).stream()
            .flatMap(was -> was.answers().stream())
            .map(QuestionHappenings::identity)
            .collect(Collectors.toSet());
    return run.answers().stream()
        .filter(answer -> question.id().equals(answer.question()))
        .filter(answer -> !noted.contains(identity(answer)))
        .toList();
  }

  private Happening decided(Place place, QuestionStatus question, List<AnswerStatus> answers) {
    List<String> decisions =
        answers.stream().map(answer -> StatusWords.orEmpty(answer.decision())).toList();
    String decision = decisions.contains("Reject") ? "Reject" : decisions.get(0);
    return new QuestionHappening.QuestionDecided(
        place,
        asked(question),
        decision,
        answers.stream()
            .filter(answer -> decision.equals(answer.decision()))
            .map(AnswerStatus::by)
            .toList(),
        StatusWords.time(question.since()),
        now);
  }

  private static Asked asked(QuestionStatus question) {
    return new Asked(StatusWords.orEmpty(question.kind()), question.id());
  }

  /**
   * The phase or step that a question is about, as far as its id says it: {@code production},
   * {@code staging/deploy}, {@code staging/deploy:pod}.
   */
  static Place place(RunStatus run, Asked asked) {
    Place of = Place.of(run);
    String id = asked.id();
    int slash = id.indexOf('/');
    if (slash < 0) {
      return asked.kind().equals("Approval") ? of.inPhase(id) : of;
    }
    int colon = id.indexOf(':', slash);
    String step = id.substring(slash + 1, colon < 0 ? id.length() : colon);
    return of.inPhase(id.substring(0, slash)).ofStep(step);
  }
}
