package dev.weft.it;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Values as text, so that results of classes from different class loaders can be compared: floating-point numbers by
 * their bits, arrays by component type and content, exceptions with message, cause and suppressed ones.
 */
public final class Render {
    private Render() {}

    public static String of(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Float f) {
            return "Float:" + f + "/" + Integer.toHexString(Float.floatToRawIntBits(f));
        }
        if (value instanceof Double d) {
            return "Double:" + d + "/" + Long.toHexString(Double.doubleToRawLongBits(d));
        }
        if (value instanceof Character c) {
            return "Character:" + (int) c;
        }
        if (value instanceof String s) {
            return s;
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.getClass().getSimpleName() + ":" + value;
        }
        if (value instanceof Throwable t) {
            return ofThrowable(t);
        }
        if (value instanceof Class<?> c) {
            return "class " + c.getName();
        }
        if (value.getClass().isArray()) {
            return ofArray(value);
        }
        if (value instanceof Map<?, ?> map) {
            var all = new StringJoiner(", ", "{", "}");
            map.forEach((k, v) -> all.add(of(k) + "=" + of(v)));
            return all.toString();
        }
        if (value instanceof Collection<?> items) {
            var all = new StringJoiner(", ", "[", "]");
            items.forEach(item -> all.add(of(item)));
            return all.toString();
        }
        return value.getClass().getName() + ":" + value;
    }

    private static String ofArray(Object array) {
        var all = new StringJoiner(", ", array.getClass().getComponentType().getName() + "{", "}");
        for (int i = 0; i < Array.getLength(array); i++) {
            all.add(of(Array.get(array, i)));
        }
        return all.toString();
    }

    private static String ofThrowable(Throwable t) {
        var text = new StringBuilder(t.getClass().getName())
                .append('(')
                .append(messageOf(t))
                .append(')');
        if (t.getCause() != null && t.getCause() != t) {
            text.append(" cause ").append(of(t.getCause()));
        }
        for (var suppressed : t.getSuppressed()) {
            text.append(" suppressed ").append(of(suppressed));
        }
        return text.toString();
    }

    /** Messages that the VM composes name locals, methods or class loaders, which differ between a twin and its original. */
    private static String messageOf(Throwable t) {
        String message = t.getMessage();
        if (message != null && t instanceof NullPointerException && message.startsWith("Cannot ")) {
            return "by the VM";
        }
        if (message != null && t instanceof ClassCastException) {
            return message.replaceAll(" \\(.*", "");
        }
        return message;
    }
}
