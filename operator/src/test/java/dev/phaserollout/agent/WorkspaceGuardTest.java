package dev.phaserollout.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WorkspaceGuardTest {

  private static final String SHOP = "https://git.example.com/shop.git";
  private static final Optional<String> EXPECTED = Optional.of(SHOP);

  @Test
  void without_an_expected_remote_any_will_do() {
    assertThat(WorkspaceGuard.ofSpec("https://elsewhere/x", Optional.empty())).isEmpty();
    assertThat(WorkspaceGuard.ofFolder("/w", Optional.empty(), Optional.empty())).isEmpty();
  }

  @Test
  void an_address_is_the_same_without_its_last_few_characters() {
    assertThat(WorkspaceGuard.ofSpec("https://git.example.com/shop/", EXPECTED)).isEmpty();
    assertThat(WorkspaceGuard.ofFolder("/w", EXPECTED, EXPECTED)).isEmpty();
  }

  @Test
  void another_origin_is_refused_with_the_command_that_mends_it() {
    assertThat(WorkspaceGuard.ofFolder("/w", Optional.of("https://x/y"), EXPECTED))
        .contains(
            "/w: found the origin 'https://x/y', expected "
                + SHOP
                + "; mend it with: git -C /w remote set-url origin "
                + SHOP);
  }

  @Test
  void no_origin_is_refused_with_the_command_that_adds_one() {
    assertThat(WorkspaceGuard.ofFolder("/w", Optional.empty(), EXPECTED))
        .hasValueSatisfying(
            words -> assertThat(words).endsWith("git -C /w remote add origin " + SHOP));
  }

  @Test
  void another_address_in_the_spec_is_refused_with_what_to_write() {
    assertThat(WorkspaceGuard.ofSpec("https://x/y", EXPECTED))
        .hasValueSatisfying(words -> assertThat(words).contains("'https://x/y'", "url: " + SHOP));
  }
}
