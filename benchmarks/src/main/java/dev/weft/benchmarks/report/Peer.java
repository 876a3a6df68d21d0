package dev.weft.benchmarks.report;

import java.util.Arrays;
import java.util.Optional;

/** Those who are measured, as columns and colours. The colours are those of Okabe and Ito, which all can tell apart. */
enum Peer {
    PLAIN("plain", "plain calls", "#999999"),
    HANDWRITTEN("handwritten", "hand-written", "#56b4e9"),
    FUTURE("completableFuture", "CompletableFuture", "#e69f00"),
    KOTLIN("kotlin", "Kotlin", "#cc79a7"),
    KOTLIN_RENDEZVOUS("kotlinRendezvous", "Kotlin, rendezvous", "#a0527f"),
    EA_ASYNC("eaAsync", "ea-async", "#009e73"),
    KILIM("kilim", "Kilim", "#0072b2"),
    OFFBYNULL("offbynull", "offbynull", "#8a5a44"),
    VIRTUAL_THREAD("virtualThread", "virtual thread", "#b3a500"),
    ONE_CARRIER("virtualThreadOneCarrier", "virtual thread, one carrier", "#7d7300"),
    JDK_EXECUTOR("jdkExecutor", "single thread executor", "#56b4e9"),
    NETTY("netty", "Netty", "#009e73"),
    WEFT("weft", "Weft", "#d55e00");

    private final String method;
    private final String title;
    private final String colour;

    Peer(String method, String title, String colour) {
        this.method = method;
        this.title = title;
        this.colour = colour;
    }

    static Optional<Peer> of(Result result) {
        return Arrays.stream(values())
                .filter(peer -> peer.method.equals(result.peer()))
                .findFirst();
    }

    String title() {
        return title;
    }

    String colour() {
        return colour;
    }
}
