package dev.phaserollout.errand;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "docs/slo.md,          docs/slo.md",
    "docs,                 docs/slo.md",
    "docs/,                docs/a/b.md",
    "./docs/slo.md,        docs/slo.md",
    "docs/*.md,            docs/slo.md",
    "docs/*,               docs/a/b.md",
    "docs/s?o.md,          docs/slo.md",
    "docs/**/*.md,         docs/slo.md",
    "docs/**/*.md,         docs/a/b/slo.md",
    "**,                   docs/slo.md",
    "**/slo.md,            slo.md",
    "**/**/slo.md,         a/b/slo.md",
    "docs/**,              docs/a/b.md",
    "*.md,                 README.md",
    "app/[slug]/page.tsx,  app/[slug]/page.tsx",
    ".github/workflows,    .github/workflows/ci.yml",
  })
  void a_glob_means(String glob, String path) {
    assertThat(Glob.of(glob).matches(path)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "docs,          documents/slo.md",
    "docs/*.md,     docs/a/slo.md",
    "docs/*.md,     other/docs/slo.md",
    "docs/**,       docs",
    "*.md,          docs/slo.md",
    "docs/?.md,     docs/slo.md",
    "**/slo.md,     slo.md.bak",
    "a/**/b,        a/c",
  })
  void a_glob_does_not_mean(String glob, String path) {
    assertThat(Glob.of(glob).matches(path)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "docs/operations/*.md, docs, true",
    "docs/operations/*.md, docs/operations, true",
    "docs/operations/*.md, src, false",
    "docs/operations/*.md, docs/security, false",
    "**/slo.md,            any/where, true",
    "docs,                 docs/a/b, true",
  })
  void only_folders_that_may_hold_what_is_meant_are_looked_into(
      String glob, String folder, boolean reached) {
    assertThat(Glob.of(glob).reaches(folder)).isEqualTo(reached);
    assertThat(Glob.of(glob).reaches("")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "../other",
        "docs/../../x",
        ".git",
        ".git/config",
        "a/.GIT/hooks",
        ".g*",
        ".???",
        ".git*",
        ".",
        "./"
      })
  void what_leads_elsewhere_is_refused_with_how_to_mend_it(String pattern) {
    assertThat(Glob.refusal(pattern))
        .hasValueSatisfying(
            fault -> assertThat(fault.message()).contains("'" + pattern + "'", "expected ", "; "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs", "**", "*", ".github", ".gitignore", ".env.example", ".*", "a..b"})
  void what_stays_inside_is_not_refused(String pattern) {
    assertThat(Glob.refusal(pattern)).isEmpty();
  }

  @Test
  void a_hostile_pattern_costs_no_more_than_its_length() {
    String pattern = "**/a*".repeat(40) + "/b";
    String path = "aaaaaaaa/".repeat(200) + "c";
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertThat(Glob.of(pattern).matches(path)).isFalse());
  }
}
