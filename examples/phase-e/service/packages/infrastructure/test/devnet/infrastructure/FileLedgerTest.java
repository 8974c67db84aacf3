package devnet.infrastructure;

import devnet.domain.Invoice;
import devnet.testing.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

final class FileLedgerTest {

  void every_line_is_an_invoice() throws IOException {
    Path file = Files.createTempFile("ledger", ".csv");
    Files.writeString(file, "1;100;EUR\n2;200;USD\n");
    Check.same(
        List.of(new Invoice("1", 100, "EUR"), new Invoice("2", 200, "USD")),
        new FileLedger(file).invoices());
    Files.delete(file);
  }

  void a_ledger_that_is_not_there_is_named() {
    Check.refused(() -> new FileLedger(Path.of("nowhere.csv")).invoices(), "nowhere.csv");
  }
}
