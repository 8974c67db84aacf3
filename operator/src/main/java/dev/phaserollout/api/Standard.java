package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.phaserollout.api.shape.ListKey;
import dev.phaserollout.api.shape.Name;
import dev.phaserollout.api.shape.RelativePath;

/**
 * A document that must exist in the workspace; steps get its path as {@code STANDARD_<INTENT>}.
 *
 * @param intent What the document is about, such as {@code security}.
 * @param path Where it is, from the top of the working tree.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Standard(@ListKey @Name String intent, @RelativePath String path) {}
