package example.app;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import example.lib.Squares;

public class App {
    static class Bigger extends Squares {
        @Async
        @Override
        public Coroutine<Integer> overridable(int x) {
            return Weft.result(1000 + Weft.await(super.overridable(x)));
        }
    }

    @Async
    static Coroutine<Integer> sum() {
        Squares squares = new Bigger();
        return Weft.result(Weft.await(Squares.square(3)) + Weft.await(squares.overridable(4)));
    }

    public static void main(String[] args) {
        System.out.println("The sum is " + Weft.run(sum()));
    }
}
