package dev.weft.benchmarks.report;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Results as a table of Markdown: a row for each workload, a column for each peer that has a result. */
final class Table {
    private final Map<String, Map<Peer, Result>> rows = new LinkedHashMap<>();
    private final TreeSet<Peer> peers = new TreeSet<>();

    Table(List<Result> results) {
        for (var result : results) {
            Peer peer = Peer.named(result);
            peers.add(peer);
            rows.computeIfAbsent(result.row(), row -> new EnumMap<>(Peer.class)).put(peer, result);
        }
    }

    String markdown() {
        var text = new StringBuilder("| |");
        peers.forEach(peer -> text.append(' ').append(peer.title()).append(" |"));
        text.append("\n|---|").append("---|".repeat(peers.size())).append('\n');
        rows.forEach((row, cells) -> {
            text.append("| ").append(row).append(" |");
            peers.forEach(peer -> text.append(cell(cells.get(peer))).append("|"));
            text.append('\n');
        });
        return text.toString();
    }

    private static String cell(Result result) {
        if (result == null) {
            return " ";
        }
        String error = Double.isNaN(result.error()) ? "" : " ± " + Digits.three(result.error());
        String bytes = Double.isNaN(result.bytes()) ? "" : " / " + Math.round(result.bytes()) + " B";
        return " " + Digits.three(result.nanos()) + error + bytes + " ";
    }
}
