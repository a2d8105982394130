// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.nio.file.Path;
import java.util.Map;
import org.gradwright.runtime.data.DataException;

/** One field of a CSV file, which knows where it stands. */
record CsvField(Path file, long line, String column, String text) {
    private static final int SHOWN = 40;

    /** The text without the spaces around it. */
    String present() {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            throw fault("is empty; fill it in or leave the line out");
        }
        return stripped;
    }

    /** A finite number in decimal notation. */
    double number() {
        String digits = present();
        if (!isDecimal(digits)) {
            throw fault(shown(digits)
                    + " is not a number; correct it, leave the line out, or read the column as class names");
        }
        double value = parse(digits);
        if (Double.isInfinite(value)) {
            throw fault(shown(digits) + " is beyond the range of numbers; correct it or leave the line out");
        }
        return value;
    }

    private double parse(String digits) {
        try {
            return Double.parseDouble(digits);
        } catch (NumberFormatException e) {
            throw new DataException(place() + shown(digits) + " is not a number; correct it or leave the line out", e);
        }
    }

    /** What {@link Double#parseDouble} takes besides (hexadecimal digits, {@code 1f}, NaN) is no data. */
    private static boolean isDecimal(String digits) {
        return digits.chars().allMatch(c -> c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0);
    }

    /** A whole number of 32 bits; {@code 3.0} is one too. */
    int whole() {
        double value = number();
        if (value != (int) value) {
            throw fault(shown(text.strip()) + " is not a whole number of 32 bits; an i32 input needs these");
        }
        return (int) value;
    }

    int classAmong(Map<String, Integer> numbers) {
        Integer number = numbers.get(present());
        if (number == null) {
            throw fault(shown(text.strip()) + " is none of the classes " + shown(String.join(", ", numbers.keySet()))
                    + "; add it to them or leave the line out");
        }
        return number;
    }

    private static String shown(String value) {
        String printable = value.replaceAll("\\p{Cntrl}", "?");
        return "`" + (printable.length() > SHOWN ? printable.substring(0, SHOWN) + "..." : printable) + "`";
    }

    private DataException fault(String fact) {
        return new DataException(place() + fact);
    }

    private String place() {
        return file + ":" + line + ": column " + column + ": ";
    }
}
