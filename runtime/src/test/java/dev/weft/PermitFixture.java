package dev.weft;

import dev.weft.sync.Permit;
import java.util.ArrayList;
import java.util.List;

/** Tasks that take permits of locks and semaphores. */
abstract class PermitFixture extends LoopFixture {
    final List<Permit> permits = new ArrayList<>();

    /** Acquires, says so, and keeps the permit in {@code permits}. */
    Task<Object> acquirer(String name, Script.Step acquire) {
        return loop.start(
                script(name).await(acquire).then(v -> permits.add((Permit) v)).log(events, name), name);
    }

    void closeNext() {
        permits.remove(0).close();
    }

    /** Takes a permit, holds it for a second, and gives it back. */
    Task<Object> holder(String name, Coroutine<Permit> acquire) {
        Permit[] held = new Permit[1];
        return loop.start(
                script(name)
                        .await(acquire)
                        .then(v -> {
                            events.add(name + " in");
                            held[0] = (Permit) v;
                            return null;
                        })
                        .await(Weft.sleep(SECOND))
                        .then(v -> {
                            events.add(name + " out");
                            held[0].close();
                            held[0].close();
                            return null;
                        }),
                name);
    }
}
