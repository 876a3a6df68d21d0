package dev.weft.it.docs.pictures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When each of the greetings began and ended, in seconds from the first line, from what the program has printed. What has
 * begun first has ended first.
 */
record Greetings(List<Double> begins, List<Double> ends, String elapsed) {
    private static final String BEGIN = "Hello World: ";
    private static final String END = "Hello wow World: ";
    private static final String ELAPSED = "Elapsed: ";

    static Greetings of(List<String> output) {
        var first = Instant.parse(output.get(0).substring(BEGIN.length()));
        var begins = new ArrayList<Double>();
        var ends = new ArrayList<Double>();
        var elapsed = "";
        for (var line : output) {
            if (line.startsWith(BEGIN)) {
                begins.add(seconds(first, line.substring(BEGIN.length())));
            } else if (line.startsWith(END)) {
                ends.add(seconds(first, line.substring(END.length())));
            } else if (line.startsWith(ELAPSED)) {
                elapsed = line.substring(ELAPSED.length());
            } else {
                throw new IllegalArgumentException(line);
            }
        }
        if (begins.size() != ends.size() || elapsed.isEmpty()) {
            throw new IllegalArgumentException(output.toString());
        }
        return new Greetings(begins, ends, elapsed);
    }

    private static double seconds(Instant first, String instant) {
        return Duration.between(first, Instant.parse(instant)).toNanos() / 1e9;
    }
}
