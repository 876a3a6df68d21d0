package dev.weft.compiler.weave;

import dev.weft.compiler.abi.GeneratedNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Names the frame classes of one class in the order of its methods, so that equal input leads to equal names. Names
 * never differ in case alone: some file systems would take them for the same.
 */
final class FrameClassNames {

    private final String owner;
    private final Predicate<String> isTaken;
    private final Map<String, Integer> counts = new HashMap<>();
    private final Set<String> given = new HashSet<>();

    FrameClassNames(String owner, Predicate<String> isTaken) {
        this.owner = owner;
        this.isTaken = isTaken;
    }

    String next(String method) {
        var readable = inFileNames(method);
        var key = readable.toLowerCase(Locale.ROOT);
        while (true) {
            int number = counts.merge(key, 1, Integer::sum) - 1;
            var name = GeneratedNames.frameClass(owner, readable, number);
            if (!isTaken.test(name) && given.add(name.toLowerCase(Locale.ROOT))) {
                return name;
            }
        }
    }

    /** JVMS 4.2.2 allows characters in the name of a method that are not allowed in file names. */
    private static String inFileNames(String method) {
        var readable = new StringBuilder(method.length());
        method.chars().forEach(c -> readable.append(Character.isJavaIdentifierPart(c) ? (char) c : '_'));
        return readable.toString();
    }
}
