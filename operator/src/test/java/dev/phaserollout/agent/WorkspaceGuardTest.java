package dev.phaserollout.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WorkspaceGuardTest {

  private static final String SHOP = "https://git.example.com/shop.git";
  private static final Optional<String> EXPECTED = Optional.of(SHOP);

  @Test
  void without_an_expected_remote_any_will_do() {
    assertThat(WorkspaceGuard.ofSpec("https://elsewhere/x", Optional.empty())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://git.example.com/shop/, https://git.example.com/shop.git, true",
    "https://git.example.com/shop.git, https://git.example.com/shop.git, true",
    "file:///srv/shop.git, /srv/shop, true",
    "https://git.example.com/shop, https://git.example.com/shop2, false",
    "/srv/shop, git@git.example.com:shop.git, false"
  })
  void an_address_is_the_same_without_its_last_few_characters(
      String one, String other, boolean same) {
    assertThat(WorkspaceGuard.isSame(one, other)).isEqualTo(same);
  }

  @ParameterizedTest
  @CsvSource({
    "/srv/shop.git, true",
    "file:///srv/shop.git, true",
    "https://git.example.com/shop.git, false",
    "git@git.example.com:shop.git, false",
    "ssh://git.example.com/shop.git, false",
    "what:// is this, false"
  })
  void a_folder_of_this_host_needs_no_credentials(String url, boolean folder) {
    assertThat(WorkspaceGuard.isFolder(url)).isEqualTo(folder);
  }

  @Test
  void another_address_in_the_spec_is_refused_with_what_to_write() {
    assertThat(WorkspaceGuard.ofSpec("https://x/y", EXPECTED))
        .hasValueSatisfying(words -> assertThat(words).contains("'https://x/y'", "url: " + SHOP));
  }
}
