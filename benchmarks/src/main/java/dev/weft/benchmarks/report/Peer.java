package dev.weft.benchmarks.report;

import java.util.Arrays;
import java.util.Optional;

/**
 * Those who are measured, as columns, and as colours and shapes. The colours are those of Okabe and Ito, which all can tell apart,
 * and darker ones for relatives. The shapes of those on the page for users differ, so that it can be printed.
 */
enum Peer {
    PLAIN("plain", "plain calls", "#999999", Shape.BAR),
    HANDWRITTEN("handwritten", "hand-written", "#56b4e9", Shape.SQUARE),
    HANDWRITTEN_OBJECTS("handwrittenObjects", "hand-written, an object a call", "#2f7ca6", Shape.SQUARE),
    FUTURE("completableFuture", "CompletableFuture", "#e69f00", Shape.UP),
    KOTLIN("kotlin", "Kotlin", "#cc79a7", Shape.DIAMOND),
    KOTLIN_RENDEZVOUS("kotlinRendezvous", "Kotlin, rendezvous", "#a0527f", Shape.DIAMOND),

    REACTOR("reactor", "Reactor", "#0072b2", Shape.RIGHT),
    RX_JAVA("rxJava", "RxJava", "#8a5a44", Shape.DOWN),
    JDK_STREAM("jdkStream", "JDK Stream", "#999999", Shape.BAR),
    EA_ASYNC("eaAsync", "ea-async", "#009e73", Shape.DOWN),
    KILIM("kilim", "Kilim", "#0072b2", Shape.RIGHT),
    OFFBYNULL("offbynull", "offbynull", "#8a5a44", Shape.BAR),
    VIRTUAL_THREAD("virtualThread", "virtual thread", "#b3a500", Shape.CROSS),
    ONE_CARRIER("virtualThreadOneCarrier", "virtual thread, one carrier", "#7d7300", Shape.CROSS),
    JDK_EXECUTOR("jdkExecutor", "single thread executor", "#56b4e9", Shape.SQUARE),
    NETTY("netty", "Netty", "#009e73", Shape.DOWN),
    WEFT_DIRECT("weftDirect", "Weft, direct calls", "#9c4500", Shape.CIRCLE),
    WEFT("weft", "Weft", "#d55e00", Shape.CIRCLE);

    private final String method;
    private final String title;
    private final String colour;
    private final Shape shape;

    Peer(String method, String title, String colour, Shape shape) {
        this.method = method;
        this.title = title;
        this.colour = colour;
        this.shape = shape;
    }

    /** The peer of this name of a method. */
    static Optional<Peer> of(String method) {
        return Arrays.stream(values())
                .filter(peer -> peer.method.equals(method))
                .findFirst();
    }

    /**
     * Who gave this result.
     *
     * @throws IllegalArgumentException nobody known
     */
    static Peer named(Result result) {
        return of(result.peer()).orElseThrow(() -> new IllegalArgumentException("unknown peer " + result.peer()));
    }

    String title() {
        return title;
    }

    String colour() {
        return colour;
    }

    Shape shape() {
        return shape;
    }
}
