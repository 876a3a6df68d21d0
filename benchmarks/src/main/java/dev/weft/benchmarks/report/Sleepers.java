package dev.weft.benchmarks.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a sleeping task weighs (X1), from the text that {@code benchmarks/processes} writes. */
final class Sleepers {
    /** {@code | weft | JDK 17 | 1.54 s | 122 B |}. */
    private static final Pattern LINE = Pattern.compile("\\| (\\w+) \\| JDK (\\d+) \\| [^|]+ \\| (\\d+) B \\|");

    private final Map<Integer, Map<Peer, Integer>> bytes = new TreeMap<>();

    Sleepers(String processes) {
        LINE.matcher(processes).results().forEach(this::add);
    }

    private void add(MatchResult line) {
        Peer.of(line.group(1))
                .ifPresent(peer -> bytes.computeIfAbsent(Integer.valueOf(line.group(2)), jdk -> new TreeMap<>())
                        .put(peer, Integer.valueOf(line.group(3))));
    }

    /** A row for each JDK, a column for each peer that was measured; none without figures. */
    Optional<String> markdown() {
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        List<Peer> peers = Use.PEERS.stream()
                .filter(peer -> bytes.values().stream().anyMatch(row -> row.containsKey(peer)))
                .toList();
        var text = new StringBuilder("| a sleeping task, bytes |");
        peers.forEach(peer -> text.append(' ').append(peer.title()).append(" |"));
        text.append("\n|---|").append("---|".repeat(peers.size())).append('\n');
        bytes.forEach((jdk, row) -> {
            text.append("| Java ").append(jdk).append(" |");
            peers.forEach(peer -> text.append(' ')
                    .append(Optional.ofNullable(row.get(peer))
                            .map(String::valueOf)
                            .orElse("–"))
                    .append(" |"));
            text.append('\n');
        });
        return Optional.of(text.toString());
    }
}
