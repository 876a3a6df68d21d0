package example;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;

/** Its class file gets a version number that no JVM knows yet; what else is in such a file nobody can say. */
class NewFormat { // WEFT010 as example.NewFormat
    @Async
    static Coroutine<Integer> one() {
        return Weft.result(Weft.await(Weft.result(1)));
    }
}
