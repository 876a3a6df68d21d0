package dev.weft.benchmarks.process;

import dev.weft.Weft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * X1: many tasks asleep. Arguments: the peer; {@code wall} (they sleep for one second: how long it takes until all are
 * done) or {@code parked} (they sleep for an hour: what they weigh after a collection); how many;
 * perhaps a file for what it prints.
 */
public final class Sleeping {
    private Sleeping() {}

    /** Starts tasks that sleep for a second and waits for them. */
    private interface Wall {
        void run(int count) throws Exception;
    }

    /** Starts tasks that sleep for an hour and calls this when they do. */
    private interface Parked {
        void run(int count, Runnable asleep) throws Exception;
    }

    private record Peer(Wall wall, Parked parked) {}

    public static void main(String[] arguments) throws Exception {
        var peer = peer(arguments[0]);
        int count = Integer.parseInt(arguments[2]);
        if ("wall".equals(arguments[1])) {
            long start = System.nanoTime();
            peer.wall.run(count);
            print(arguments, String.format(Locale.ROOT, "wall %.3f", (System.nanoTime() - start) / 1e9));
        } else {
            peer.parked.run(1, () -> {});
            long before = usedAfterCollection();
            peer.parked.run(count, () -> {
                print(arguments, "bytes " + (usedAfterCollection() - before) / count);
                Runtime.getRuntime().halt(0);
            });
        }
    }

    private static void print(String[] arguments, String line) {
        System.out.println(line);
        if (arguments.length > 3) {
            try {
                Files.writeString(Path.of(arguments[3]), line);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Peer peer(String name) {
        return switch (name) {
            case "weft" ->
                new Peer(
                        count -> Weft.run(WeftSleepers.wall(count)),
                        (count, asleep) -> Weft.run(WeftSleepers.parked(count, asleep)));
            case "kotlin" ->
                new Peer(dev.weft.benchmarks.kotlin.Sleeping::wall, dev.weft.benchmarks.kotlin.Sleeping::parked);
            case "completableFuture" ->
                new Peer(dev.weft.benchmarks.futures.Sleeping::wall, dev.weft.benchmarks.futures.Sleeping::parked);
            case "virtualThread" ->
                new Peer(dev.weft.benchmarks.threads.Sleeping::wall, dev.weft.benchmarks.threads.Sleeping::parked);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static long usedAfterCollection() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
