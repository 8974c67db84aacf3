package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is cut out of a watch event, and what only looks like it. */
class ManagedFieldsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "[{\"manager\":\"kubectl\"}]",
        "[]",
        "[{\"fieldsV1\":{\"k:{\\\"uid\\\":\\\"7\\\"}\":{\".\":{}}}},{\"manager\":\"]}\"}]",
        "[{\"manager\":\"a back-slash \\\\\"}]"
      })
  void the_list_of_the_object_is_emptied_whatever_stands_in_it(String fields) {
    String before = "{\"annotations\":{\"a\":\"{\"},\"labels\":{},\"managedFields\":";
    assertThat(cut(event(before + fields + ",\"name\":\"ä\"}")))
        .isEqualTo(event(before + "[],\"name\":\"ä\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"n\"}",
        "{\"name\":\"\\\"managedFields\\\":[1]\"}",
        "{\"labels\":{\"managedFields\":[1]}}",
        "{\"managedFields\":null}"
      })
  void what_is_no_such_list_stays(String metadata) {
    assertThat(cut(event(metadata))).isEqualTo(event(metadata));
  }

  @Test
  void what_a_user_wrote_in_a_spec_stays() {
    String template =
        event("{}").replace("\"spec\":{}", "\"spec\":{\"metadata\":{\"managedFields\":[1]}}");
    assertThat(cut(template)).isEqualTo(template);
    String first =
        "{\"type\":\"ADDED\",\"object\":{\"spec\":{\"metadata\":{\"managedFields\":[1]}}}}";
    assertThat(cut(first)).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "\"",
        "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\"}}",
        "nonsense"
      })
  void what_is_no_such_event_stays(String text) {
    assertThat(cut(text)).isEqualTo(text);
  }

  private static String event(String metadata) {
    return "{\"type\":\"MODIFIED\",\"object\":{\"kind\":\"Job\",\"apiVersion\":\"batch/v1\",\"metadata\":"
        + metadata
        + ",\"spec\":{}}}";
  }

  private static String cut(String event) {
    return new String(
        ManagedFields.cutOutOf(event.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }
}
