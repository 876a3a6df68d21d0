package dev.weft.it.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A block of code in a document. It is a quote if the paragraph above it links to a file of an example, or of the package
 * {@code example} of these tests, the last of several. A line that is "…" stands for any number of lines.
 *
 * @param page where it stands
 * @param line the first line of its code, from 1
 * @param code its lines, without their indentation
 * @param source what it is from, if the document says so
 */
record Quote(Path page, int line, List<String> code, Optional<Path> source) {
    private static final Pattern FENCE = Pattern.compile("```(java|xml)");
    private static final Pattern LINK =
            Pattern.compile("]\\(([^)]*it-tests/(?:examples|src/test/java/example)/[^)]*\\.(?:java|xml))\\)");

    /** The blocks of Java and XML of a document. */
    static List<Quote> of(Path page) throws IOException {
        var text = Files.readAllLines(page).stream().map(String::strip).toList();
        var quotes = new ArrayList<Quote>();
        for (int i = 0; i < text.size(); i++) {
            if (FENCE.matcher(text.get(i)).matches()) {
                int begin = i + 1;
                int end = begin + text.subList(begin, text.size()).indexOf("```");
                var source = source(page, text.subList(0, i));
                quotes.add(new Quote(page, begin + 1, text.subList(begin, end), source));
                i = end;
            }
        }
        return quotes;
    }

    private static Optional<Path> source(Path page, List<String> above) {
        int end = above.size();
        while (end > 0 && above.get(end - 1).isEmpty()) {
            end--;
        }
        int begin = above.subList(0, end).lastIndexOf("") + 1;
        return LINK.matcher(String.join(" ", above.subList(begin, end)))
                .results()
                .map((MatchResult link) -> page.resolveSibling(link.group(1)).normalize())
                .reduce((first, last) -> last);
    }

    /** The first line that the file does not have where it should, if there is one. */
    Optional<String> firstDifference() throws IOException {
        var file = Files.readAllLines(source.orElseThrow()).stream()
                .map(String::strip)
                .toList();
        for (var piece : pieces()) {
            int at = Collections.indexOfSubList(file, piece);
            if (at < 0) {
                return Optional.of(difference(piece, file));
            }
            file = file.subList(at + piece.size(), file.size());
        }
        return Optional.empty();
    }

    private List<List<String>> pieces() {
        var pieces = new ArrayList<List<String>>();
        pieces.add(new ArrayList<>());
        for (var text : code) {
            if (text.equals("…")) {
                pieces.add(new ArrayList<>());
            } else {
                pieces.get(pieces.size() - 1).add(text);
            }
        }
        return pieces;
    }

    /** The line behind the longest beginning of the piece that is in the file. */
    private static String difference(List<String> piece, List<String> file) {
        int length = 0;
        while (Collections.indexOfSubList(file, piece.subList(0, length + 1)) >= 0) {
            length++;
        }
        return piece.get(length);
    }

    @Override
    public String toString() {
        return page + ":" + line;
    }
}
