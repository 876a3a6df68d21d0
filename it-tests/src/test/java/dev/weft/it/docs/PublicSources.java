package dev.weft.it.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The sources of what others see: the types that stand in the files {@code api.txt}, and their packages. */
final class PublicSources {
    /** The published modules that have classes for programs. */
    static final List<String> APIS =
            List.of("runtime", "extensions/net", "extensions/testkit", "compiler-plugin", "tools");

    private static final Pattern TYPE =
            Pattern.compile("^public .*?(?:@interface|interface|class|enum|record) ([\\w.$]+)");

    private PublicSources() {}

    /** The types of a module, by their binary names. */
    static List<String> typesIn(String module) throws IOException {
        return Files.readAllLines(Repository.ROOT.resolve(module).resolve("api.txt")).stream()
                .map(TYPE::matcher)
                .filter(matcher -> matcher.lookingAt())
                .map(matcher -> matcher.group(1))
                .toList();
    }

    /** The file that declares a type. */
    static Path fileOf(String module, String type) {
        return sources(module).resolve(type.replaceAll("\\$.*", "").replace('.', '/') + ".java");
    }

    /** All files of a module whose comments others read: those of its types and its packages. */
    static List<Path> filesOf(String module) throws IOException {
        var files = new TreeSet<Path>();
        for (var type : typesIn(module)) {
            var file = fileOf(module, type);
            files.add(file);
            if (Files.exists(file.resolveSibling("package-info.java"))) {
                files.add(file.resolveSibling("package-info.java"));
            }
        }
        return new ArrayList<>(files);
    }

    private static Path sources(String module) {
        return Repository.ROOT.resolve(module).resolve("src/main/java");
    }
}
