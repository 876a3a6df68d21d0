package dev.weft.compiler.weave;

import dev.weft.compiler.abi.GeneratedNames;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Names the frame classes of one class in the order of its methods, so that equal input leads to equal names. Names
 * never differ in case alone: some file systems would take them for the same.
 *
 * <p>What a method adds to the name of its class is of ASCII, and short where it must be: file systems allow 255 bytes
 * for a name, and a JVM looks for a file in the encoding of its locale.
 */
final class FrameClassNames {

    /** Of 255 bytes, what {@code .class} leaves, the suffix of a staged file, a number, and {@code Frame}. */
    private static final int MAX_BYTES = 220;

    /** How much of a method's name is kept where it must be cut. */
    private static final int SHORT = 24;

    /** A dollar sign and the digits of a hash. */
    private static final int HASH = 9;

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
        if (bytes(simpleName(owner)) + readable.length() > MAX_BYTES && readable.length() > SHORT) {
            readable = readable.substring(0, SHORT);
        }
        var prefix = prefix(readable);
        var key = readable.toLowerCase(Locale.ROOT);
        while (true) {
            int number = counts.merge(key, 1, Integer::sum) - 1;
            var name = GeneratedNames.frameClass(prefix, readable, number);
            if (!isTaken.test(name) && given.add(name.toLowerCase(Locale.ROOT))) {
                return name;
            }
        }
    }

    /** The name of the class; if it leaves no room, as much as there is, and a number that stands for the rest. */
    private String prefix(String readable) {
        var simple = simpleName(owner);
        if (bytes(simple) + readable.length() <= MAX_BYTES) {
            return owner;
        }
        int end = Math.min(simple.length(), MAX_BYTES - readable.length());
        while (bytes(simple.substring(0, end)) > MAX_BYTES - readable.length() - HASH
                || Character.isHighSurrogate(simple.charAt(end - 1))) {
            end--;
        }
        var folder = owner.substring(0, owner.length() - simple.length());
        return folder + simple.substring(0, end) + "$" + Integer.toHexString(owner.hashCode());
    }

    private static String simpleName(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    /** JVMS 4.2.2 allows characters in the name of a method that are not allowed in file names. */
    private static String inFileNames(String method) {
        var readable = new StringBuilder(method.length());
        method.codePoints().forEach(c -> readable.append(isPlain(c) ? (char) c : '_'));
        return readable.toString();
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
    }
}
