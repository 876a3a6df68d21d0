package dev.weft.test.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void whatIsNotPrintedIsEscaped() {
        assertEquals("a\\nb c\\u0000\\u202e\\ud800", Text.line("a\nb\tc\0\u202e\ud800", 100));
        assertEquals("<é 😀>", Text.line("<é 😀>", 100));
    }

    @Test
    void whatIsTooLongIsCutBetweenCharacters() {
        assertEquals("😀😀😀", Text.line("😀😀😀", 3));
        assertEquals("😀😀…", Text.line("😀😀😀😀", 3));
        assertEquals("first", Text.firstLine("first\nsecond", 10));
        assertEquals("", Text.firstLine("", 10));
    }

    @Test
    void anObjectIsDescribedWithoutItsHashCode() {
        assertEquals("CompletableFuture[Not completed]", Text.of(new CompletableFuture<Void>(), 100));
        assertEquals("TextTest", Text.of(this, 100));
        assertEquals("mail@example.org", Text.of("mail@example.org", 100));
    }

    @Test
    void aToStringThatThrowsOrReturnsNothingIsReplacedByTheClass() {
        assertEquals("TextTest$Hostile", Text.of(new Hostile(new StackOverflowError()), 100));
        assertEquals("TextTest$Hostile", Text.of(new Hostile(new IllegalStateException()), 100));
        assertEquals("TextTest$Hostile", Text.of(new Hostile(null), 100));
    }

    /** Its {@code toString} throws, or returns null. */
    private record Hostile(Throwable failure) {
        @Override
        @SuppressWarnings("ToStringReturnsNull")
        public String toString() {
            if (failure instanceof Error error) {
                throw error;
            } else if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            return null;
        }
    }

    @Test
    void aDurationIsExactAndReadable() {
        assertEquals("0 s", VirtualDuration.of(0));
        assertEquals("1 ns", VirtualDuration.of(1));
        assertEquals("1.5 µs", VirtualDuration.of(1_500));
        assertEquals("2 ms", VirtualDuration.of(2_000_000));
        assertEquals("1.000000001 s", VirtualDuration.of(1_000_000_001));
        assertEquals("20 s", VirtualDuration.of(20_000_000_000L));
        assertEquals("1 min", VirtualDuration.of(60_000_000_000L));
        assertEquals("1 d 30 min 1 ns", VirtualDuration.of((24 * 60 + 30) * 60_000_000_000L + 1));
        assertEquals("106751 d 23 h 47 min 16.854775807 s", VirtualDuration.of(Long.MAX_VALUE));
    }
}
