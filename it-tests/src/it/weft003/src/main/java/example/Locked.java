package example;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;

class Locked {
    private final Object lock = new Object();

    @Async
    Coroutine<Integer> block() {
        synchronized (lock) {
            int one = Weft.await(Weft.result(1)); // WEFT003
            return Weft.result(one);
        }
    }

    @Async
    Coroutine<Integer> inner() {
        int sum = 0;
        for (int i = 0; i < 3; i++) {
            synchronized (this) {
                synchronized (lock) {
                    sum++;
                }
                sum += Weft.await(Weft.result(i)); // WEFT003
            }
        }
        return Weft.result(sum);
    }

    @Async
    Coroutine<Integer> releasedInTime() {
        int two;
        synchronized (lock) {
            two = 2;
        }
        return Weft.result(two + Weft.await(Weft.result(3)));
    }
}
