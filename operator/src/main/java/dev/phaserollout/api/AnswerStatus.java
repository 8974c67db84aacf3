package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Timestamp;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * An answer that was counted.
 *
 * @param question The id of the question, where the answer stands apart from it.
 * @param by Who answered.
 * @param decision What they decided.
 * @param verified Whether their identity was proven by the admission policy.
 * @param approvalUid The uid of the answer object.
 * @param time When.
 * @param comment What they said.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AnswerStatus(
    @Size(max = 512) @Nullable String question,
    @Size(max = 253) String by,
    @Size(max = 64) @Nullable String decision,
    @Nullable Boolean verified,
    @Size(max = 64) @Nullable String approvalUid,
    @Timestamp @Nullable String time,
    @Size(max = 4096) @Nullable String comment) {}
