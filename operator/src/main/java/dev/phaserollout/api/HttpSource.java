package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Name;
import dev.phaserollout.api.shape.UrlPath;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * A value in the JSON answer of a provider that the operator's configuration names.
 *
 * @param provider The provider in the configuration of the operator, which has address and
 *     credentials.
 * @param path What is added to the address of the provider, such as {@code /v1/report}.
 * @param jsonPath Where the value is in the JSON answer, such as {@code $.coverage}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record HttpSource(
    @Name String provider,
    @UrlPath @Nullable String path,
    @Size(min = 1, max = 256) String jsonPath) {}
