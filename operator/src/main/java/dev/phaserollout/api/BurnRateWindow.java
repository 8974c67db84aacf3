package dev.phaserollout.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.phaserollout.api.shape.Decimal;
import dev.phaserollout.api.shape.PositiveDuration;

/**
 * A pair of windows that must both burn faster than {@code factor} for the gate to fail.
 *
 * @param longWindow The window that makes the alarm certain, such as {@code 1h}.
 * @param shortWindow The window that ends the alarm soon after the errors end, such as {@code 5m}.
 * @param factor How many times faster than allowed the error budget burns, as a decimal such as
 *     {@code 14.4}.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BurnRateWindow(
    @PositiveDuration @JsonProperty("long") String longWindow,
    @PositiveDuration @JsonProperty("short") String shortWindow,
    @Decimal String factor) {}
