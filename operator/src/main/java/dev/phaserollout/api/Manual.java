package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** Work that a person does; the step raises a question and waits for its answer. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Manual(String instructions) {}
