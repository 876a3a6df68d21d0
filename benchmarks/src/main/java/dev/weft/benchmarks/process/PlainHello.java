package dev.weft.benchmarks.process;

import java.time.Instant;

/** X4: one hello without Weft, which {@link OneHello} is compared with. */
public final class PlainHello {
    private PlainHello() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("Hello World: " + Instant.now());
        Thread.sleep(1_000);
        System.out.println("Hello wow World: " + Instant.now());
    }
}
