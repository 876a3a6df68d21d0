package example;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;

class Configured {
    interface Client {
        int call();
    }

    @Async
    Coroutine<Integer> calls(Client client) {
        Weft.yieldNow();
        return Weft.result(client.call());
    }

    @Async
    Coroutine<Void> swallows(Coroutine<Void> work) {
        try {
            Weft.await(work);
        } catch (Throwable t) {
            System.out.println(t);
        }
        return Weft.done();
    }
}
