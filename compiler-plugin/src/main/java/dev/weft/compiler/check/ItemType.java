package dev.weft.compiler.check;

import java.util.Optional;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * The type of the items of the stream that a method returns, as its generic signature says (JVMS 4.7.9.1), erased:
 * {@code java/util/Map$Entry} of {@code AsyncStream<? extends Map.Entry<K, V>>}.
 */
final class ItemType {

    private static final String STREAM_OF = ")Ldev/weft/AsyncStream<";

    private ItemType() {}

    /** Returns an internal name, or the descriptor of an array; empty if the signature names no class. */
    static Optional<String> of(MethodNode method) {
        int start = method.signature == null ? -1 : method.signature.indexOf(STREAM_OF);
        if (start < 0) {
            return Optional.empty();
        }
        var argument = method.signature.substring(start + STREAM_OF.length());
        return erased(argument.startsWith("+") ? argument.substring(1) : argument);
    }

    private static Optional<String> erased(String argument) {
        return switch (argument.charAt(0)) {
            case 'L' -> Optional.of(className(argument));
            case '[' -> erased(argument.substring(1)).map(element -> "[" + descriptor(element));
            case 'B', 'C', 'D', 'F', 'I', 'J', 'S', 'Z' -> Optional.of(argument.substring(0, 1)); // of an array
            default -> Optional.empty(); // a type variable, a wildcard without an upper bound
        };
    }

    private static String descriptor(String element) {
        return element.length() == 1 || element.startsWith("[")
                ? element
                : Type.getObjectType(element).getDescriptor();
    }

    /** Leaves the type arguments out; the name of an inner class follows those of the outer one behind a dot. */
    private static String className(String signature) {
        var name = new StringBuilder();
        int depth = 0;
        for (int i = 1; depth > 0 || signature.charAt(i) != ';'; i++) {
            char c = signature.charAt(i);
            if (c == '<') {
                depth++;
            } else if (c == '>') {
                depth--;
            } else if (depth == 0) {
                name.append(c == '.' ? '$' : c);
            }
        }
        return name.toString();
    }
}
