package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a refusal of the API server means. */
class ApiAnswerTest {

  @Test
  void it_has_the_words_of_the_api_server() {
    assertThat(answer(FaultyApi.refusal(403, "Forbidden", "exceeded quota")))
        .isEqualTo(new ApiAnswer(403, "Forbidden", "exceeded quota", false));
  }

  @Test
  void where_nothing_answered_it_has_those_of_the_client() {
    ApiAnswer answer = ApiAnswer.of(new KubernetesClientException("connection refused"));
    assertThat(answer.message()).isEqualTo("connection refused");
    assertThat(answer.transientFault()).isTrue();
  }

  @Test
  void where_nobody_says_anything_it_is_empty_and_no_fault() {
    ApiAnswer answer = ApiAnswer.of(new KubernetesClientException((String) null));
    assertThat(answer.message()).isEmpty();
    assertThat(answer(FaultyApi.refusal(500, null, null)).reason()).isEmpty();
  }

  @Test
  void a_namespace_that_is_being_deleted_is_told_from_other_refusals() {
    assertThat(answer(FaultyApi.terminating()).namespaceTerminating()).isTrue();
    assertThat(answer(FaultyApi.refusal(403, "Forbidden", "quota")).namespaceTerminating())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 401, 408, 429, 500, 502, 503, 504})
  void an_api_server_in_trouble_says_nothing_about_the_request(int code) {
    assertThat(new ApiAnswer(code, "", "", false).transientFault()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 409, 413, 422})
  void every_other_refusal_is_about_the_request(int code) {
    assertThat(new ApiAnswer(code, "", "", false).transientFault()).isFalse();
  }

  @Test
  void the_two_answers_that_are_often_no_fault_have_names() {
    assertThat(new ApiAnswer(409, "", "", false).alreadyExists()).isTrue();
    assertThat(new ApiAnswer(404, "", "", false).notFound()).isTrue();
    assertThat(new ApiAnswer(403, "", "", false).alreadyExists()).isFalse();
    assertThat(new ApiAnswer(403, "", "", false).notFound()).isFalse();
  }

  private static ApiAnswer answer(Status status) {
    return ApiAnswer.of(new KubernetesClientException(status));
  }
}
