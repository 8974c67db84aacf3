package devnet.infrastructure;

import devnet.testing.Check;
import java.util.List;
import java.util.Optional;

final class FaqAssistantTest {

  private final FaqAssistant assistant =
      FaqAssistant.of(List.of("When is the invoice due? In May.", "When is the party? In June."));

  void the_closest_question_is_answered() {
    Check.same(Optional.of("In June."), assistant.answer("when will the PARTY be?"));
    Check.same(Optional.of("In May."), assistant.answer("When is my invoice due?"));
  }

  void nothing_in_common_is_no_answer() {
    Check.same(Optional.empty(), assistant.answer("How are you?"));
  }
}
