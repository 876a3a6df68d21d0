package dev.weft.compiler.finding;

import dev.weft.compiler.code.LineNumbers;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds the source of a class, for the place that a finding names.
 *
 * @since 0.1
 */
public final class SourceFiles {

    private final List<Path> roots;

    public SourceFiles(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    /**
     * Returns a path that exists, or package and file name. If the class file does not name its source, returns the
     * name of the class.
     */
    public String fileOf(ClassNode node) {
        return pathOf(node).map(Path::toString).orElseGet(() -> relative(node));
    }

    private static String relative(ClassNode node) {
        if (node.sourceFile == null) {
            return Type.getObjectType(node.name).getClassName();
        }
        int end = node.name.lastIndexOf('/') + 1;
        return node.name.substring(0, end) + node.sourceFile;
    }

    private Optional<Path> pathOf(ClassNode node) {
        return node.sourceFile == null
                ? Optional.empty()
                : roots.stream()
                        .map(root -> root.resolve(relative(node)))
                        .filter(Files::isRegularFile)
                        .findFirst();
    }

    /** Returns the first line of a method, or else the line that declares it; 0 if neither is known. */
    public int lineOf(ClassNode node, MethodNode method) {
        int first = LineNumbers.firstOf(method);
        return first > 0 ? first : lineOfDeclaration(node, method);
    }

    /**
     * Returns the line that declares a method without code, for which the class file has no lines; 0 if it is not
     * found.
     */
    public int lineOfDeclaration(ClassNode node, MethodNode method) {
        var path = pathOf(node);
        if (path.isEmpty()) {
            return 0;
        }
        var declaration = Pattern.compile("\\b" + Pattern.quote(method.name) + "\\s*\\([^;{]*$|\\b"
                + Pattern.quote(method.name) + "\\s*\\(.*\\)[^{]*;");
        boolean afterAnnotation = false;
        try {
            var lines = Files.readAllLines(path.get());
            for (int i = 0; i < lines.size(); i++) {
                afterAnnotation |=
                        lines.get(i).contains("@Async") || lines.get(i).contains("@Entry");
                if (afterAnnotation && declaration.matcher(lines.get(i)).find()) {
                    return i + 1;
                }
            }
        } catch (MalformedInputException notUtf8) {
            return 0;
        } catch (IOException unreadable) {
            return 0;
        }
        return 0;
    }
}
