package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.GitRef;
import dev.phaserollout.api.shape.RelativePath;
import org.jspecify.annotations.Nullable;

/**
 * What a succeeded run leaves in the workspace.
 *
 * @param tag The annotated tag that a succeeded run sets. An existing tag is never moved.
 * @param checkpointFile The file that gets the final status, the numbers of the gates and the risks
 *     that are left.
 * @param progressFile The file in which the phases of the run are marked as done.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Completion(
    @GitRef @Nullable String tag,
    @RelativePath @Nullable String checkpointFile,
    @RelativePath @Nullable String progressFile) {}
