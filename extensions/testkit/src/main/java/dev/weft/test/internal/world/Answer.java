package dev.weft.test.internal.world;

import dev.weft.test.internal.report.Text;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a stream has answered when it was asked for an item.
 *
 * @param kind what it is
 * @param value the item, or the failure; null at the end
 * @param at when it came, in nanoseconds of virtual time
 */
record Answer(Kind kind, @Nullable Object value, long at) {
    enum Kind {
        ITEM,
        END,
        FAILURE
    }

    /** Returns the failure of the stream; null if this is none. */
    @Nullable
    Throwable failure() {
        return kind == Kind.FAILURE ? (Throwable) value : null;
    }

    boolean isItem(@Nullable Object expected) {
        return kind == Kind.ITEM && Objects.deepEquals(expected, value);
    }

    /** Returns whether this looks like an item although it is another one. */
    boolean looksLike(@Nullable Object expected) {
        return kind == Kind.ITEM && shown(expected).equals(shown(value));
    }

    /** Returns what came, as the end of a sentence. */
    String text() {
        return switch (kind) {
            case ITEM -> shown(value) + " came";
            case END -> "it has ended";
            case FAILURE -> "it has failed: " + Text.of(Objects.requireNonNull(value));
        };
    }

    static String shown(@Nullable Object item) {
        if (item == null) {
            return "null";
        }
        if (item.getClass().isArray()) {
            String inBrackets = Arrays.deepToString(new Object[] {item});
            return inBrackets.substring(1, inBrackets.length() - 1);
        }
        return "<" + Text.of(item) + ">";
    }
}
