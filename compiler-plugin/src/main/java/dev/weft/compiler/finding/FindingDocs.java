package dev.weft.compiler.finding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The entries of {@code docs/reference/findings.md}, of which the jar holds a copy: for each code an example, why, and
 * the remedy.
 *
 * @since 0.1
 */
public final class FindingDocs {

    private static final String RESOURCE = "findings.md";

    private FindingDocs() {}

    /** Returns the entry of a code in Markdown, from its heading on, without a line break at the end. */
    public static String of(FindingCode code) {
        var entry = Pattern.compile("^## " + code + "\\b.*?(?=^## |\\z)", Pattern.MULTILINE | Pattern.DOTALL);
        return entry.matcher(all())
                .results()
                .map(MatchResult::group)
                .map(String::strip)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(RESOURCE + " has no entry for " + code));
    }

    private static String all() {
        try (var in = FindingDocs.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not beside " + FindingDocs.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
