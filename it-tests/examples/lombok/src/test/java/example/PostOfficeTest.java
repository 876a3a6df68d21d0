package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;
import static dev.weft.Weft.run;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.Async;
import dev.weft.Coroutine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import lombok.val;
import org.junit.jupiter.api.Test;

class PostOfficeTest {
    private final List<String> events = new ArrayList<>();
    private final PostOffice office = new PostOffice(name -> result(new Box(name)));

    @Test
    void theBoxIsClosedAfterwards() {
        assertEquals(1, run(office.send(to("Ada"))));
        assertEquals(List.of("Letter(to=Ada, text=Hello, urgent=false)", "Ada's box is closed"), events);
    }

    /** The method declares no exception: {@code @SneakyThrows}. */
    @Test
    void theBoxIsClosedAfterAFailureToo() {
        val thrown = assertThrows(IOException.class, () -> run(office.send(to("nobody"))));
        assertEquals("no such address", thrown.getMessage());
        assertEquals(List.of("nobody's box is closed"), events);
        assertEquals(0, office.getSent());
    }

    @Test
    void lettersAtTheSameTime() {
        assertEquals(2, run(office.sendAll(List.of(to("Ada"), to("Grace")))));
        assertEquals(
                List.of(
                        "Letter(to=Ada, text=Hello, urgent=true)",
                        "Letter(to=Grace, text=Hello, urgent=true)",
                        "Ada's box is closed",
                        "Grace's box is closed"),
                events);
    }

    /** {@code @NonNull} is checked when the coroutine runs, as everything in the body. */
    @Test
    void noLetter() {
        val sending = office.send(null);
        assertThrows(NullPointerException.class, () -> run(sending));
    }

    private static Letter to(String name) {
        return Letter.builder().to(name).text("Hello").build();
    }

    @RequiredArgsConstructor
    private class Box implements Mailbox {
        private final String name;

        @Async
        @Override
        public Coroutine<Void> put(Letter letter) throws IOException {
            await(yieldNow());
            if (name.equals("nobody")) {
                throw new IOException("no such address");
            }
            events.add(letter.toString());
            return done();
        }

        @Async
        @Override
        public Coroutine<Void> closeAsync() {
            await(yieldNow());
            events.add(name + "'s box is closed");
            return done();
        }
    }
}
