package example;

import dev.weft.Allow;
import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Coroutine;
import dev.weft.Weft;
import java.util.List;
import java.util.function.Consumer;

class Dropped {
    @Async
    Coroutine<Void> save(String name) {
        Weft.await(Weft.yieldNow());
        Weft.yieldNow(); // WEFT006
        return Weft.done();
    }

    Coroutine<Void> flush() {
        return save("all");
    }

    @Async
    AsyncStream<String> names() {
        Weft.emit("a");
        return Weft.end();
    }

    static class Caller {
        void streams(Dropped dropped, Consumer<Runnable> runner) {
            dropped.names(); // WEFT006
            dropped.names().map(String::length); // WEFT006
            runner.accept(dropped::names); // WEFT006
            Weft.run(dropped.names().toList());
        }

        void statement(Dropped dropped) {
            dropped.save("a"); // WEFT006
            dropped.flush(); // WEFT006
        }

        void variable(Dropped dropped, boolean often) {
            var never = dropped.save("a"); // WEFT006
            var once = dropped.save("b");
            if (often) {
                Weft.run(once);
            }
        }

        void functions(Dropped dropped, List<String> names) {
            Runnable lambda = () -> dropped.flush(); // WEFT006
            Runnable reference = dropped::flush; // WEFT006
            names.forEach(dropped::save); // WEFT006
            names.forEach(name -> dropped.save(name)); // WEFT006
            lambda.run();
            reference.run();
        }

        @Allow("WEFT006")
        void allowed(Dropped dropped) {
            dropped.save("a");
            Runnable lambda = () -> dropped.flush();
            lambda.run();
        }
    }
}
