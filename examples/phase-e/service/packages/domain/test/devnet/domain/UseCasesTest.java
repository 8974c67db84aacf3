package devnet.domain;

import devnet.testing.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class UseCasesTest {

  private static final Invoice FIRST = new Invoice("1", 100, "EUR");
  private static final Invoice SECOND = new Invoice("2", 200, "EUR");

  void a_right_token_signs_in_and_no_token_does_not() {
    SignIn signIn =
        new SignIn(token -> token.equals("x") ? Optional.of(Role.USER) : Optional.empty());
    Check.same(Optional.of(Role.USER), signIn.with("x"));
    Check.same(Optional.empty(), signIn.with("y"));
    Check.same(Optional.empty(), signIn.with(" "));
  }

  void an_invoice_is_taken_over_once() {
    List<Invoice> ledger = new ArrayList<>(List.of(FIRST));
    SyncBilling billing = new SyncBilling(() -> ledger);
    Check.same(1, billing.sync());
    ledger.add(SECOND);
    Check.same(1, billing.sync());
    Check.same(0, billing.sync());
    Check.same(List.of(FIRST, SECOND), billing.invoices());
  }

  void what_was_taken_over_outlives_an_outage_of_the_ledger() {
    List<Integer> calls = new ArrayList<>();
    SyncBilling billing =
        new SyncBilling(
            () -> {
              calls.add(1);
              if (calls.size() > 1) {
                throw new LedgerUnreachable("down");
              }
              return List.of(FIRST);
            });
    billing.sync();
    Check.refused(billing::sync, "down");
    Check.same(List.of(FIRST), billing.invoices());
  }

  void a_question_without_a_known_answer_goes_to_people() {
    AskAssistant assistant = new AskAssistant(question -> Optional.empty());
    Check.contains(assistant.ask("Why?"), "support team");
  }

  void a_question_must_have_words_and_an_end() {
    AskAssistant assistant = new AskAssistant(Optional::of);
    Check.same("Why?", assistant.ask("Why?"));
    Check.same(AskAssistant.LONGEST, assistant.ask("a".repeat(AskAssistant.LONGEST)).length());
    Check.refused(() -> assistant.ask(" "), "expected 1 to 500");
    Check.refused(() -> assistant.ask("a".repeat(AskAssistant.LONGEST + 1)), "found 501");
  }
}
