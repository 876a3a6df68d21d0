package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import java.util.ArrayList;
import java.util.List;
import lombok.Cleanup;
import lombok.Getter;
import lombok.NonNull;
import lombok.RequiredArgsConstructor;
import lombok.SneakyThrows;
import lombok.val;

/** Lombok works inside javac, so the weaver finds what Lombok has written, as if it stood in the source. */
@RequiredArgsConstructor
class PostOffice {
    private final AsyncFunction<String, Mailbox> open;

    @Getter
    private int sent;

    /** {@code @Cleanup} closes the box: an {@code AsyncCloseable}, so its close is awaited. */
    @Async
    @SneakyThrows
    Coroutine<Integer> send(@NonNull Letter letter) {
        @Cleanup val box = await(open.apply(letter.getTo()));
        await(box.put(letter));
        return result(++sent);
    }

    @Async
    Coroutine<Integer> sendAll(List<Letter> letters) {
        val sending = new ArrayList<Coroutine<Integer>>();
        for (val letter : letters) {
            sending.add(send(letter.withUrgent(true)));
        }
        await(gather(sending));
        return result(sent);
    }
}
