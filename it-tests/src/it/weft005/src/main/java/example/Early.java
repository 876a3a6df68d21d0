package example;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;

class Early extends Thread {
    Early() {
        super(Weft.await(Weft.result("name"))); // WEFT005
    }

    Early(int number) {
        this(number + Weft.await(Weft.result(1)), true); // WEFT005
    }

    Early(int number, boolean two) {
        super("name" + number + two);
    }

    @Async
    static Coroutine<Integer> good() {
        return Weft.result(Weft.await(Weft.result(5)));
    }
}
