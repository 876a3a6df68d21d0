package example;

import dev.weft.Allow;
import dev.weft.Async;
import dev.weft.AsyncCloseable;
import dev.weft.Coroutine;
import dev.weft.Weft;

class Closing implements AsyncCloseable {
    @Async
    static Coroutine<Integer> use() {
        try (var closing = new Closing()) {
            return Weft.result(closing.hashCode());
        }
    }

    @Override
    public Coroutine<Void> closeAsync() {
        return Weft.done();
    }

    @Override
    public void close() {
        System.out.println("closed"); // WEFT018
    }

    static class Allowed extends Closing {
        @Override
        @Allow("WEFT018")
        public void close() {
            System.out.println("closed");
        }
    }

    static class Plain implements AutoCloseable {
        Coroutine<Void> closeAsync() {
            return Weft.done();
        }

        @Override
        public void close() {
            System.out.println("closed");
        }
    }
}
