package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * The working tree that steps work in.
 *
 * @param git A Git repository.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Workspace(GitWorkspace git) {}
