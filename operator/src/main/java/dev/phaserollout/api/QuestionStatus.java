package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Timestamp;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that waits for a person.
 *
 * @param id What an answer names.
 * @param kind {@code Approval}, {@code ManualStep}, {@code GateInDoubt}, {@code FailedStep}, {@code
 *     LostOutcome}, {@code StuckPod}; an open-ended set.
 * @param choices The decisions that it takes.
 * @param digest What is being decided; an answer that names another does not count.
 * @param text What to do, and what each choice leads to.
 * @param since When it was raised.
 * @param expiresAt When it ends without an answer.
 * @param requireVerifiedIdentity Whether only answers count whose author is known for certain.
 * @param outputs Names of results that an {@code Approve} has to bring.
 * @param answers The answers that were counted.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record QuestionStatus(
    @Size(max = 512) String id,
    @Size(max = 64) @Nullable String kind,
    @Size(max = 16) List<@Size(max = 64) String> choices,
    @Size(max = 128) @Nullable String digest,
    @Size(max = 8192) @Nullable String text,
    @Timestamp @Nullable String since,
    @Timestamp @Nullable String expiresAt,
    @Nullable Boolean requireVerifiedIdentity,
    @Size(max = 32) List<@Size(max = 253) String> outputs,
    @Size(max = 100) List<AnswerStatus> answers) {

  public QuestionStatus {
    choices = Absent.orEmpty(choices);
    outputs = Absent.orEmpty(outputs);
    answers = Absent.orEmpty(answers);
  }
}
