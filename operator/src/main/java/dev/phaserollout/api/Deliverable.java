package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.RelativePath;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * Files that a step must leave in the workspace.
 *
 * @param path The files: a path or glob from the top of the working tree. {@code *} stays within
 *     one folder, {@code **} does not; what matches a folder means all files below it.
 * @param minimum How many files must match. 1 when absent.
 * @param contains A text that every one of them must contain; between slashes, a regular expression
 *     of RE2.
 * @param maxAge How old the files may be. Any age when absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Deliverable(
    @RelativePath String path,
    @Min(1) @Max(1000) @Nullable Integer minimum,
    @Size(max = 256) @Nullable String contains,
    @Nullable MaxAge maxAge) {}
