package dev.weft.compiler.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles source text in memory, against the runtime.
 *
 * <p>The imports that nearly every source needs are put on its first line, so that lines are numbered as they stand in the
 * test.
 */
public final class Javac {

    private static final String IMPORTS = "import static dev.weft.Weft.*; import dev.weft.*; "
            + "import java.util.*; import java.util.concurrent.*; import java.util.function.*; "
            + "import dev.weft.compiler.testkit.Given; ";
    private static final Pattern PACKAGE = Pattern.compile("^\\s*package\\s+([\\w.]+)\\s*;");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|enum|record)\\s+(\\w+)");

    private Javac() {}

    /** Compiles one source with the given options. */
    public static Classes compile(String source, String... options) {
        return compile(List.of(source), options);
    }

    /** Compiles several sources together; options as {@code -g:none}, {@code --release 11}. */
    public static Classes compile(List<String> sources, String... options) {
        var arguments = new ArrayList<>(List.of("-g", "-proc:none", "-cp", Runtimes.classPath()));
        arguments.addAll(Arrays.asList(options));
        var compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        try (var files = new InMemory(compiler.getStandardFileManager(null, null, null))) {
            var units = sources.stream().map(Unit::new).toList();
            if (!compiler.getTask(messages, files, null, arguments, null, units).call()) {
                throw new IllegalArgumentException(messages.toString());
            }
            return files.classes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pathOf(String source) {
        var type = TYPE.matcher(source);
        if (!type.find()) {
            throw new IllegalArgumentException("no type in " + source);
        }
        var inPackage = PACKAGE.matcher(source);
        return (inPackage.find() ? inPackage.group(1).replace('.', '/') + "/" : "") + type.group(1);
    }

    private static String withImports(String source) {
        var inPackage = PACKAGE.matcher(source);
        int at = inPackage.find() ? inPackage.end() : 0;
        return source.substring(0, at) + IMPORTS + source.substring(at);
    }

    private static final class Unit extends SimpleJavaFileObject {

        private final String source;

        Unit(String source) {
            super(URI.create("string:///" + pathOf(source) + ".java"), Kind.SOURCE);
            this.source = withImports(source);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

        InMemory(JavaFileManager manager) {
            super(manager);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("bytes:///" + className.replace('.', '/')), kind) {
                @Override
                public OutputStream openOutputStream() {
                    var bytes = new ByteArrayOutputStream();
                    written.put(className.replace('.', '/'), bytes);
                    return bytes;
                }
            };
        }

        Classes classes() {
            var files = new TreeMap<String, byte[]>();
            written.forEach((name, bytes) -> files.put(name, bytes.toByteArray()));
            return new Classes(files);
        }
    }
}
