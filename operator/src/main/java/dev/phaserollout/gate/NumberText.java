package dev.phaserollout.gate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people read them, the same in every language of the machine. */
final class NumberText {

  private static final MathContext SHOWN = new MathContext(6, RoundingMode.HALF_EVEN);
  private static final int PLAIN_MAX = 15;

  private NumberText() {}

  /**
   * At most six digits that count, without zeros at the end: {@code 97.2}, {@code 0.00123}, {@code
   * 1204.56}; very large and very small numbers as in {@code 1.2E+20}.
   */
  static String of(double number) {
    if (number == 0) {
      return "0";
    }
    if (!Double.isFinite(number)) {
      return Double.isNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
    }
    BigDecimal shown = new BigDecimal(number).round(SHOWN).stripTrailingZeros();
    String plain = shown.toPlainString();
    return plain.length() <= PLAIN_MAX ? plain : shown.toString();
  }
}
