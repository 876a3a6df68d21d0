package dev.weft.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What is logged is one line, whatever the names in it are. */
class LogLinesTest {
    private static List<String> logged(Object subject) {
        List<String> messages = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                messages.add(logged.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("dev.weft");
        boolean parents = logger.getUseParentHandlers();
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            Uncaught.log(subject, new IllegalStateException("logged by this test"));
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(parents);
        }
        return messages;
    }

    @Test
    void controlCharactersAreEscaped() {
        assertEquals(
                List.of("Uncaught failure of task a\\u000aSEVERE: forged\\u001b[2J\\u0000\\u2028\\u202eb\\u0085"),
                logged("task a\nSEVERE: forged\u001b[2J\0\u2028\u202eb\u0085"));
    }

    @Test
    void otherTextStaysAsItIs() {
        String text = "task Müller 山 \ud83d\ude00 \\n {0} a\u200db";
        assertEquals(List.of("Uncaught failure of " + text), logged(text));
        assertSame(text, PlainText.of(text));
    }
}
