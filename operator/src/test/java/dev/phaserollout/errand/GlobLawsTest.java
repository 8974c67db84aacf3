package dev.phaserollout.errand;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

class GlobLawsTest {

  @Property
  void a_path_means_itself_and_what_is_below_it(
      @ForAll @AlphaChars @StringLength(min = 1, max = 9) String folder,
      @ForAll @AlphaChars @StringLength(min = 1, max = 9) String file) {
    String path = folder + "/" + file;
    assertThat(Glob.of(path).matches(path)).isTrue();
    assertThat(Glob.of(folder).matches(path)).isTrue();
    assertThat(Glob.of(folder).reaches(folder)).isTrue();
    assertThat(Glob.of(path).matches(folder)).isFalse();
  }
}
