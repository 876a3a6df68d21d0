package dev.weft.compiler.finding;

import java.util.Locale;

/**
 * A message to users: what is wrong, where, and how to mend it.
 *
 * @param file the source file: a path that exists if source roots are known, else package and name; the class if the
 *     class file does not name its source
 * @param line 1 for the first line; 0 where it is unknown
 * @param className the binary name of the class, with dots
 * @param method the method, or an empty string for the class itself
 * @since 0.1
 */
public record Finding(
        FindingCode code,
        Severity level,
        String file,
        int line,
        String className,
        String method,
        String message,
        String remedy) {

    /** Two lines: what is wrong, and the remedy, indented. */
    @Override
    public String toString() {
        var place = line > 0 ? file + ":" + line : file;
        return PlainText.of(place + ": " + level.name().toLowerCase(Locale.ROOT) + ": " + code + ": " + message)
                + System.lineSeparator() + "    " + PlainText.of(remedy);
    }
}
