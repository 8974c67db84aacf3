package dev.phaserollout.agent;

import dev.phaserollout.errand.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jgit.revwalk.FooterLine;

/**
 * The lines at the end of a commit message by which the agent knows its own commits again, whatever
 * has become of their ids.
 *
 * @param lines in the order in which they are written
 */
record CommitTrailers(List<Line> lines) {

  static final String RUN = "Release-Run";
  static final String PHASE = "Release-Phase";
  static final String STEP = "Step";
  static final String REVERTS = "Reverts";
  static final String COMPLETES = "Release-Completed";

  /** One trailer. */
  record Line(String key, String value) {}

  CommitTrailers {
    lines = List.copyOf(lines);
  }

  /** Those of a commit point. */
  static CommitTrailers commitPoint(RunId run, String phase, String step) {
    return new CommitTrailers(
        List.of(new Line(RUN, run.trailer()), new Line(PHASE, phase), new Line(STEP, step)));
  }

  /** Those of the commit that takes others back. */
  static CommitTrailers revert(RunId run, List<String> commits) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(RUN, run.trailer()));
    commits.forEach(commit -> lines.add(new Line(REVERTS, commit)));
    return new CommitTrailers(lines);
  }

  /** Those of the commit that completes a release. */
  static CommitTrailers completion(RunId run, String release) {
    return new CommitTrailers(List.of(new Line(RUN, run.trailer()), new Line(COMPLETES, release)));
  }

  /** The trailers of a message, which nobody need have written with care. */
  static CommitTrailers of(String message) {
    return new CommitTrailers(
        FooterLine.fromMessage(message).stream()
            .map(line -> new Line(line.getKey(), line.getValue()))
            .toList());
  }

  /** The message with these trailers at its end, beside those that it has already. */
  String appendedTo(String message) {
    String body = message.stripTrailing();
    String between = FooterLine.fromMessage(body).isEmpty() ? "\n\n" : "\n";
    return body
        + between
        + lines.stream()
            .map(line -> line.key() + ": " + line.value())
            .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Whether all of the others are among these. */
  boolean haveAll(CommitTrailers others) {
    return lines.containsAll(others.lines);
  }

  /** The values of a key, in their order. */
  List<String> values(String key) {
    return lines.stream().filter(line -> line.key().equals(key)).map(Line::value).toList();
  }
}
