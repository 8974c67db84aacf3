package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.ContentDigest;
import dev.phaserollout.api.shape.Rule;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who decides what about which question. Rollout, run, question and digest are copied from the
 * question in the status of the rollout, so that an answer counts for nothing else.
 *
 * @param rolloutRef The rollout that asks.
 * @param run The number of its run.
 * @param question The id of the question.
 * @param digest What is being decided, as the question says; an answer with another does not count.
 * @param decision What is decided. The question names the choices that it takes.
 * @param approver Who decides: the name under which the API server knows whoever creates this.
 * @param comment Why, in their words.
 * @param outputs Results of a step that was done by hand, by name.
 */
@Rule(
    value = "self == oldSelf",
    found = "another answer than the stored one",
    expected = "answers that stay as they were given",
    mend = "create another PhaseApproval")
@Rule(
    value = "!has(self.outputs) || self.decision == 'Approve'",
    shown = "self.decision",
    expected = "outputs only beside the decision Approve",
    mend = "take the outputs out",
    at = ".outputs")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PhaseApprovalSpec(
    RolloutRef rolloutRef,
    @Min(1) @Max(Integer.MAX_VALUE) int run,
    @Size(min = 1, max = 512) String question,
    @ContentDigest String digest,
    ApprovalDecision decision,
    @Size(min = 1, max = 253) String approver,
    @Size(max = 4096) @Nullable String comment,
    @Size(max = 64) Map<String, @Size(max = 4096) String> outputs) {

  public PhaseApprovalSpec {
    outputs = Absent.orEmpty(outputs);
  }
}
