package dev.weft.tools.observe;

import java.util.regex.Pattern;

/** The name by which a person knows a running Java program: its main class, or the file name of its jar. */
final class ProgramName {

    private static final Pattern CLASS =
            Pattern.compile("(?:[\\w.]+/)?(\\p{javaJavaIdentifierStart}[\\p{javaJavaIdentifierPart}.]*)");
    private static final Pattern JAR = Pattern.compile("(.*?\\.jar)(?:\\s.*)?");

    private ProgramName() {}

    /**
     * Returns the name.
     *
     * @param command the property {@code sun.java.command}: the main class with its module, or the path of the jar, and the
     *     arguments behind it
     */
    static String of(String command) {
        var words = command.strip().split("\\s", 2);
        var name = CLASS.matcher(words[0]);
        if (name.matches() && !words[0].endsWith(".jar")) {
            return name.group(1);
        }
        var jar = JAR.matcher(command.strip()); // the path may hold blanks
        var path = jar.matches() ? jar.group(1) : words[0];
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
