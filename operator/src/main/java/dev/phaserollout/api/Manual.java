package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.generator.annotation.Size;

/**
 * Work that a person does; the step raises a question and waits for its answer.
 *
 * @param instructions What the person is to do, and how they know that it is done.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Manual(@Size(min = 1, max = 4096) String instructions) {}
