package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** The output that an input takes its value from. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InputSource(String step, String output) {}
