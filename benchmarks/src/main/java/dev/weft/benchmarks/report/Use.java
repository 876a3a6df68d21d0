package dev.weft.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a program does, and the workload that stands for it on the page for users. */
enum Use {
    READY("await something ready", "M1ReadyCall"),
    YIELD("yield", "M3Yield"),
    TASK("start and join a task", "M5Tasks"),
    MESSAGE("message between tasks", "M6PingPong"),
    FAILURE("failure with trace", "M7Failure, depth 10, trace read");

    /** Those beside whom users see Weft, as columns. */
    static final List<Peer> PEERS =
            List.of(Peer.WEFT, Peer.KOTLIN, Peer.VIRTUAL_THREAD, Peer.FUTURE, Peer.EA_ASYNC, Peer.HANDWRITTEN);

    private final String title;
    private final String workload;

    Use(String title, String workload) {
        this.title = title;
        this.workload = workload;
    }

    String title() {
        return title;
    }

    /** What a peer takes for it, if that was measured. */
    Optional<Result> result(Run run, Peer peer) {
        return run.results().stream()
                .filter(result -> result.row().equals(workload))
                .filter(result -> Peer.named(result) == peer)
                .findFirst();
    }

    /** The lines of the picture for users; without those that were not measured. */
    static List<Row> rows(Run run) {
        var rows = new ArrayList<Row>();
        for (var use : values()) {
            var results = PEERS.stream()
                    .flatMap(peer -> use.result(run, peer).stream())
                    .toList();
            if (!results.isEmpty()) {
                rows.add(new Row(use.title, results));
            }
        }
        return rows;
    }
}
