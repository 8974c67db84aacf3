package devnet.infrastructure;

import devnet.domain.Invoice;
import devnet.domain.Ledger;
import devnet.domain.LedgerUnreachable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The ledger as a file of lines {@code number;cents;currency}, as the books export it. */
public final class FileLedger implements Ledger {

  private final Path file;

  public FileLedger(Path file) {
    this.file = file;
  }

  @Override
  public List<Invoice> invoices() {
    try {
      return Files.readAllLines(file).stream().map(FileLedger::invoice).toList();
    } catch (IOException unreadable) {
      throw new LedgerUnreachable("ledger: found no file " + file + " that can be read");
    }
  }

  private static Invoice invoice(String line) {
    String[] fields = line.split(";", -1);
    return new Invoice(fields[0], Long.parseLong(fields[1]), fields[2]);
  }
}
