package example;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Coroutine;
import dev.weft.Weft;
import java.util.List;

class Numbers {
    Numbers() {
        Weft.emit(0); // WEFT012
    }

    @Async
    static Coroutine<Void> method() {
        Weft.emit(1); // WEFT012
        return Weft.done();
    }

    @Async
    static AsyncStream<Integer> lambda(List<Integer> numbers) {
        numbers.forEach(number -> Weft.emit(number)); // WEFT012
        return Weft.end();
    }

    @Async
    static AsyncStream<Integer> reference(List<Integer> numbers) {
        numbers.forEach(Weft::emit); // WEFT012
        return Weft.end();
    }

    @Async
    static AsyncStream<Integer> good(List<Integer> numbers) {
        for (var number : numbers) {
            Weft.emit(number);
        }
        return Weft.end();
    }
}
