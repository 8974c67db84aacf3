package dev.phaserollout.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phaserollout.engine.JobSighting;
import dev.phaserollout.engine.Trouble;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How long an answer of the API server counts. */
class JobFactsTest {

  private static final JobSighting ABSENT = new JobSighting.Absent("a");

  private final JobFacts facts = new JobFacts();

  static Stream<JobSighting> lasting() {
    return Stream.of(
        new JobSighting.NotCreated("a", new Trouble("FailedCreate", "quota")),
        new JobSighting.Foreign("a", "somebody"));
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void a_refusal_counts_until_the_job_is_there(JobSighting refusal) {
    facts.told(refusal, "1");
    assertThat(facts.asOf("1")).isEqualTo(Map.of("a", refusal));
    assertThat(facts.asOf("2")).isEqualTo(Map.of("a", refusal));
    facts.exists("a");
    assertThat(facts.asOf("2")).isEmpty();
  }

  @Test
  void that_there_is_no_job_counts_for_the_version_that_made_it_be_asked() {
    facts.told(ABSENT, "1");
    assertThat(facts.asOf("1")).isEqualTo(Map.of("a", ABSENT));
    assertThat(facts.asOf("1")).isEqualTo(Map.of("a", ABSENT));
    assertThat(facts.asOf("2")).isEmpty();
    assertThat(facts.asOf("1")).as("never again").isEmpty();
  }

  @Test
  void a_later_answer_replaces_an_earlier_one_about_the_same_job_alone() {
    JobSighting other = new JobSighting.Absent("b");
    facts.told(other, "1");
    facts.told(ABSENT, "1");
    JobSighting foreign = new JobSighting.Foreign("a", "somebody");
    facts.told(foreign, "1");
    assertThat(facts.asOf("1")).isEqualTo(Map.of("a", foreign, "b", other));
  }

  @Test
  void news_are_news_once() {
    assertThat(facts.takeNews()).isFalse();
    facts.told(ABSENT, "1");
    assertThat(facts.takeNews()).isTrue();
    assertThat(facts.takeNews()).isFalse();
    facts.revisionStored();
    assertThat(facts.takeNews()).isTrue();
  }

  @Test
  void that_a_job_exists_is_no_news_because_the_cache_will_tell() {
    facts.exists("a");
    assertThat(facts.takeNews()).isFalse();
  }

  @Test
  void what_was_handed_out_does_not_change_afterwards() {
    facts.told(ABSENT, "1");
    Map<String, JobSighting> before = facts.asOf("1");
    facts.exists("a");
    assertThat(before).containsKey("a");
  }
}
