package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.DnsLabel;
import dev.phaserollout.api.shape.DurationText;
import dev.phaserollout.api.shape.Name;
import dev.phaserollout.api.shape.Version;
import org.jspecify.annotations.Nullable;

/**
 * Another rollout that must have succeeded before this one starts: its newest run, with no edit
 * after it.
 *
 * @param name The name of the rollout.
 * @param namespace Its namespace. That of this rollout when absent; in another one the rollout must
 *     have the annotation {@code phaserollout.dev/allow-dependents} with the namespace of this one.
 * @param version The release that it must have succeeded with. Any when absent.
 * @param soak How long ago that must be at least.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RolloutDependency(
    @Name String name,
    @DnsLabel @Nullable String namespace,
    @Version @Nullable String version,
    @DurationText @Nullable String soak) {}
