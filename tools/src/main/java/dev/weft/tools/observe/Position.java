package dev.weft.tools.observe;

import org.jspecify.annotations.Nullable;

/**
 * A place in a program.
 *
 * @param className the binary name of the class
 * @param method the method
 * @param file the source file, if it is known
 * @param line the line, negative if it is not known
 */
public record Position(
        String className, String method, @Nullable String file, int line) {

    boolean isRuntime() {
        return className.startsWith("dev.weft.") && line < 0;
    }

    @Override
    public String toString() {
        var where = file == null ? "" : line < 0 ? "(" + file + ")" : "(" + file + ":" + line + ")";
        return PlainText.of(className + "." + method + where);
    }
}
