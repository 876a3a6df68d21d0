package dev.weft.it.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A link of a document to another file of this project, or to a heading.
 *
 * @param page where it stands
 * @param line in which line, from 1
 * @param target what stands between the parentheses
 */
record Link(Path page, int line, String target) {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");

    /** The links of a document, those to other sites left out. */
    static List<Link> of(Path page) throws IOException {
        var text = prose(page);
        var links = new ArrayList<Link>();
        for (int i = 0; i < text.size(); i++) {
            int line = i + 1;
            LINK.matcher(text.get(i).replaceAll("`[^`]*`", "code"))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .filter(target -> !ELSEWHERE.matcher(target).matches())
                    .forEach(target -> links.add(new Link(page, line, target)));
        }
        return links;
    }

    /** What is wrong with it, if anything is. */
    Optional<String> problem() throws IOException {
        if (!Files.exists(file())) {
            return Optional.of("no such file");
        }
        int hash = target.indexOf('#');
        if (hash >= 0 && !anchors(file()).contains(target.substring(hash + 1))) {
            return Optional.of("no such heading");
        }
        return Optional.empty();
    }

    boolean leadsTo(Path other) {
        return file().equals(other.normalize());
    }

    private Path file() {
        var path = target.replaceFirst("#.*", "");
        return path.isEmpty() ? page : page.resolveSibling(path).normalize();
    }

    /** The names that GitHub gives to the headings of a document. */
    private static Set<String> anchors(Path page) throws IOException {
        var anchors = new HashSet<String>();
        var used = new HashMap<String, Integer>();
        for (var line : prose(page)) {
            if (line.matches("#{1,6} .*")) {
                var name = line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-');
                int times = used.merge(name, 1, Integer::sum);
                anchors.add(times == 1 ? name : name + "-" + (times - 1));
            }
        }
        return anchors;
    }

    /** The lines of a document; those in blocks of code are empty. */
    private static List<String> prose(Path page) throws IOException {
        var lines = new ArrayList<String>();
        boolean code = false;
        for (var line : Files.readAllLines(page)) {
            boolean fence = line.strip().startsWith("```");
            lines.add(code || fence ? "" : line);
            code ^= fence;
        }
        return lines;
    }

    @Override
    public String toString() {
        return page + ":" + line + ": " + target;
    }
}
