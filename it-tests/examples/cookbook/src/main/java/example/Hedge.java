package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.firstSuccess;
import static dev.weft.Weft.result;
import static dev.weft.Weft.waitFirst;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.Task.Status;
import dev.weft.TaskGroup;
import java.time.Duration;
import java.util.List;

/** Asks once more if the answer is late or a failure, and takes what comes first. */
final class Hedge {
    private Hedge() {}

    @Async
    static <T> Coroutine<T> ask(Duration patience, AsyncCallable<T> question) {
        try (var group = TaskGroup.openSupervisor()) {
            var first = group.start(question);
            await(waitFirst(List.of(first), patience));
            if (first.status() == Status.SUCCEEDED) {
                return result(first.resultNow());
            }
            return firstSuccess(first, group.start(question));
        }
    }
}
