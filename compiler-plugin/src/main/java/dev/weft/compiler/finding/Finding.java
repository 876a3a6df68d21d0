package dev.weft.compiler.finding;

import java.util.Locale;

/**
 * What is wrong, where, and how to mend it.
 *
 * @param file the source file, as a path that exists where source roots are known, else by package and name; the class
 *     where the class file does not say
 * @param line 1 for the first line; 0 where it is unknown
 * @param className the binary name of the class, with dots
 * @param method the method, or an empty string for the class itself
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

    /** One line for what is wrong, one, indented, for the remedy. */
    @Override
    public String toString() {
        var place = line > 0 ? file + ":" + line : file;
        return place + ": " + level.name().toLowerCase(Locale.ROOT) + ": " + code + ": " + message
                + System.lineSeparator() + "    " + remedy;
    }
}
