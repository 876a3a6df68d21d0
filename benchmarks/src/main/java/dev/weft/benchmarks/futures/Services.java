package dev.weft.benchmarks.futures;

import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.benchmarks.Values;
import java.util.concurrent.CompletableFuture;

/** Ten services, each of a class of its own, that call one another. None suspends. */
public final class Services {
    private final Service1 first = new Service1();

    public CompletableFuture<Integer> run(int times) {
        var x = completedFuture(0);
        for (int i = 0; i < times; i++) {
            int added = i;
            x = x.thenCompose(y -> first.call(y + added));
        }
        return x;
    }
}

class Service1 {
    private final Service2 next = new Service2();

    CompletableFuture<Integer> call(int x) {
        return next.call(x).thenApply(y -> y + 1);
    }
}

class Service2 {
    private final Service3 next = new Service3();

    CompletableFuture<Integer> call(int x) {
        return next.call(x).thenApply(y -> y + 1);
    }
}

class Service3 {
    private final Service4 next = new Service4();

    CompletableFuture<Integer> call(int x) {
        return next.call(x).thenApply(y -> y + 1);
    }
}

class Service4 {
    private final Service5 next = new Service5();

    CompletableFuture<Integer> call(int x) {
        return next.call(x).thenApply(y -> y + 1);
    }
}

class Service5 {
    private final Service6 next = new Service6();

    CompletableFuture<Integer> call(int x) {
        return next.call(x).thenApply(y -> y + 1);
    }
}

class Service6 {
    private final Service7 next = new Service7();

    CompletableFuture<Integer> call(int x) {
        return next.call(x).thenApply(y -> y + 1);
    }
}

class Service7 {
    private final Service8 next = new Service8();

    CompletableFuture<Integer> call(int x) {
        return next.call(x).thenApply(y -> y + 1);
    }
}

class Service8 {
    private final Service9 next = new Service9();

    CompletableFuture<Integer> call(int x) {
        return next.call(x).thenApply(y -> y + 1);
    }
}

class Service9 {
    private final Service10 next = new Service10();

    CompletableFuture<Integer> call(int x) {
        return next.call(x).thenApply(y -> y + 1);
    }
}

class Service10 {
    CompletableFuture<Integer> call(int x) {
        return completedFuture(Values.of(x));
    }
}
