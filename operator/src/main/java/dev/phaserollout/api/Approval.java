package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.PositiveDuration;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * People who must agree before a phase begins.
 *
 * @param required How many different people must approve. 1 when absent.
 * @param timeout How long the question stays open; the run ends as {@code Rejected} when nobody has
 *     answered by then. No limit when absent.
 * @param requireVerifiedIdentity Whether only answers count whose author was proven by the
 *     admission policy of the chart. False when absent.
 * @param message What people should know or read before they decide.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Approval(
    @Min(1) @Max(20) @Nullable Integer required,
    @PositiveDuration @Nullable String timeout,
    @Nullable Boolean requireVerifiedIdentity,
    @Size(max = 1024) @Nullable String message) {}
