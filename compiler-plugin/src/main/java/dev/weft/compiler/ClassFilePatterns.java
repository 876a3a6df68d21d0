package dev.weft.compiler;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Selects class files by path patterns like those of Ant, as everywhere in Maven: <code>**</code> stands for any number
 * of folders, {@code *} and {@code ?} match within one name. A pattern that ends with a slash selects everything in the
 * folder.
 *
 * @since 0.1
 */
public final class ClassFilePatterns implements Predicate<String> {

    private final List<Pattern> includes;
    private final List<Pattern> excludes;

    private ClassFilePatterns(List<Pattern> includes, List<Pattern> excludes) {
        this.includes = includes;
        this.excludes = excludes;
    }

    public static ClassFilePatterns of(@Nullable List<String> includes, @Nullable List<String> excludes) {
        return new ClassFilePatterns(compile(includes), compile(excludes));
    }

    /** Whether the class file is selected; its path is relative to the output directory, with slashes. */
    @Override
    public boolean test(String path) {
        return (includes.isEmpty() || matches(includes, path)) && !matches(excludes, path);
    }

    private static boolean matches(List<Pattern> patterns, String path) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }

    private static List<Pattern> compile(@Nullable List<String> patterns) {
        return patterns == null
                ? List.of()
                : patterns.stream().map(ClassFilePatterns::toRegex).toList();
    }

    private static Pattern toRegex(String pattern) {
        var path = pattern.strip().replace('\\', '/');
        var glob = path.endsWith("/") ? path + "**" : path;
        var regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (glob.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 2;
            } else if (glob.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString());
    }
}
