package dev.phaserollout.simulator.cluster;

import dev.phaserollout.engine.Answer;
import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.Revision;
import java.util.ArrayList;
import java.util.List;

/**
 * What a watch would deliver about Jobs and revisions, in the order in which it happened. Caches
 * read it at their own pace.
 */
public final class Feed {

  /** One thing that a cache hears. */
  public sealed interface Notice {}

  /** The Job is as the sighting says. */
  public record JobSeen(JobSighting sighting) implements Notice {}

  /** The Job is no more. */
  public record JobGone(String job) implements Notice {}

  /** The revision is stored. */
  public record RevisionStored(Revision revision) implements Notice {}

  /** Somebody has answered something. */
  public record AnswerGiven(Answer answer) implements Notice {}

  /** The object that holds an answer is no more. */
  public record AnswerWithdrawn(String uid) implements Notice {}

  private final List<Notice> notices = new ArrayList<>();

  public int length() {
    return notices.size();
  }

  public Notice at(int position) {
    return notices.get(position);
  }

  void add(Notice notice) {
    notices.add(notice);
  }
}
