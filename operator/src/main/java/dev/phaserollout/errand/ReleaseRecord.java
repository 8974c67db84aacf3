package dev.phaserollout.errand;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a release once it is complete. All texts are ready for people: the record
 * holds what was measured and who decided, not how it is laid out.
 *
 * @param rollout namespace and name
 * @param release the version
 * @param run the number of the run
 * @param status how it ended, such as {@code Succeeded}
 * @param startedAt RFC 3339
 * @param completedAt RFC 3339
 * @param baseCommit what the run began with
 * @param phases in their order
 * @param metrics what the gates measured
 * @param approvals who approved what
 * @param risks what is left to watch
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReleaseRecord(
    String rollout,
    String release,
    int run,
    String status,
    String startedAt,
    String completedAt,
    @Nullable String baseCommit,
    List<PhaseRecord> phases,
    List<Metric> metrics,
    List<ApprovalRecord> approvals,
    List<String> risks) {

  public ReleaseRecord {
    phases = listed(phases);
    metrics = listed(metrics);
    approvals = listed(approvals);
    risks = listed(risks);
  }

  private static <T> List<T> listed(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /**
   * A phase and its steps.
   *
   * @param state such as {@code Succeeded}
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record PhaseRecord(String name, String state, List<StepRecord> steps) {
    public PhaseRecord {
      steps = listed(steps);
    }
  }

  /**
   * A step.
   *
   * @param commit what it has committed, absent where nothing
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record StepRecord(String name, String state, @Nullable String commit) {}

  /**
   * What a gate measured last.
   *
   * @param needed its condition, such as {@code result >= 98.0}
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Metric(String gate, String measured, @Nullable String needed) {}

  /** Who decided on what, and when. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ApprovalRecord(String question, String by, String decision, String time) {}
}
