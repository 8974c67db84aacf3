package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that waits for a person. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record QuestionStatus(
    String id,
    @Nullable String kind,
    List<String> choices,
    @Nullable String digest,
    @Nullable String text,
    @Nullable String since,
    @Nullable String expiresAt,
    List<AnswerStatus> answers) {

  public QuestionStatus {
    choices = Absent.orEmpty(choices);
    answers = Absent.orEmpty(answers);
  }
}
