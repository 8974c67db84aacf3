package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.phaserollout.api.shape.Name;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * An instant query against a metric server that the operator's configuration names.
 *
 * @param provider The provider in the configuration of the operator. Its default one when absent.
 * @param query The PromQL query.
 * @param reduce How several series become one value. Several series are inconclusive when absent.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PrometheusSource(
    @Name @Nullable String provider,
    @Size(min = 1, max = 4096) String query,
    @Nullable Reduce reduce) {}
