package dev.weft.benchmarks.process;

import java.time.Instant;

/** X2: the lines of {@link Hellos}, printed by a plain loop: what printing alone costs. Argument: how many. */
public final class PlainHellos {
    private PlainHellos() {}

    public static void main(String[] arguments) throws InterruptedException {
        int count = Integer.parseInt(arguments[0]);
        for (int i = 0; i < count; i++) {
            System.out.println("Hello World: " + Instant.now());
        }
        Thread.sleep(1_000);
        for (int i = 0; i < count; i++) {
            System.out.println("Hello wow World: " + Instant.now());
        }
    }
}
