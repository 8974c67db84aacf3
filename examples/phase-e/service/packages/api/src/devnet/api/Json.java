package devnet.api;

import devnet.domain.Invoice;
import java.util.List;
import java.util.stream.Collectors;

/** Values as JSON. */
public final class Json {

  private Json() {}

  /** A text with its quotes. */
  public static String text(String value) {
    StringBuilder json = new StringBuilder("\"");
    value.chars().forEach(character -> append(json, (char) character));
    return json.append('"').toString();
  }

  private static void append(StringBuilder json, char character) {
    if (character == '"' || character == '\\') {
      json.append('\\').append(character);
    } else if (character < ' ') {
      json.append("\\u00").append(hex(character >> 4)).append(hex(character & 15));
    } else {
      json.append(character);
    }
  }

  private static char hex(int digit) {
    return Character.forDigit(digit, 16);
  }

  static String invoices(List<Invoice> invoices) {
    return invoices.stream().map(Json::invoice).collect(Collectors.joining(",", "[", "]"));
  }

  private static String invoice(Invoice invoice) {
    return "{\"number\":"
        + text(invoice.number())
        + ",\"cents\":"
        + invoice.cents()
        + ",\"currency\":"
        + text(invoice.currency())
        + "}";
  }
}
