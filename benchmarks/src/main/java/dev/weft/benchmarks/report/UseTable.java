package dev.weft.benchmarks.report;

import java.util.Arrays;
import java.util.List;

/** The table for users of one JDK: five rows, a column for each peer that was measured. */
record UseTable(Run run) {

    String markdown() {
        List<Peer> peers = Use.PEERS.stream().filter(this::isMeasured).toList();
        var text = new StringBuilder("| Java " + run.release() + ", ns |");
        peers.forEach(peer -> text.append(' ').append(peer.title()).append(" |"));
        text.append("\n|---|").append("---|".repeat(peers.size())).append('\n');
        for (var use : Use.values()) {
            text.append("| ").append(use.title()).append(" |");
            for (var peer : peers) {
                var cell = use.result(run, peer).map(result -> Digits.two(result.nanos()));
                text.append(' ').append(cell.orElse("–")).append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private boolean isMeasured(Peer peer) {
        return Arrays.stream(Use.values()).anyMatch(use -> use.result(run, peer).isPresent());
    }
}
