package dev.weft.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

/** What is logged is one line, whatever the names in it are. */
class PlainTextTest {
    @Test
    void controlCharactersAreEscaped() {
        assertEquals(
                "task a\\u000aSEVERE: forged\\u001b[2J\\u0000\\u2028\\u202eb\\u0085",
                PlainText.of("task a\nSEVERE: forged\u001b[2J\0\u2028\u202eb\u0085"));
    }

    @Test
    void otherTextStaysAsItIs() {
        String text = "task M\u00fcller \u5c71 \ud83d\ude00 \\n {0} a\u200db";
        assertSame(text, PlainText.of(text));
    }
}
