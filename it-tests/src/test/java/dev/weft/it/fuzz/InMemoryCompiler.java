package dev.weft.it.fuzz;

import dev.weft.it.harness.ClassFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles sources to class files without touching the disk. */
final class InMemoryCompiler implements AutoCloseable {
    /** The compiler's own words. */
    static final class Rejected extends Exception {
        private static final long serialVersionUID = 1;

        Rejected(String message) {
            super(message);
        }
    }

    private final int release;
    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, null);

    InMemoryCompiler(List<Path> classPath, int release) {
        this.release = release;
        try {
            standard.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ClassFiles compile(List<GeneratedProgram> programs) throws Rejected {
        var output = new Output(standard);
        var messages = new StringWriter();
        var sources = programs.stream().map(Source::new).toList();
        var options = List.of("-g", "-parameters", "-nowarn", "-proc:none", "--release", String.valueOf(release));
        boolean compiled;
        try {
            compiled = compiler.getTask(messages, output, null, options, null, sources)
                    .call();
        } catch (RuntimeException e) {
            throw new Rejected(e.toString());
        }
        if (!compiled) {
            throw new Rejected(messages.toString());
        }
        var files = new TreeMap<String, byte[]>();
        output.written.forEach((name, bytes) -> files.put(name.replace('.', '/'), bytes.toByteArray()));
        return new ClassFiles(files);
    }

    @Override
    public void close() throws IOException {
        standard.close();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(GeneratedProgram program) {
            super(URI.create("string:///" + program.name().replace('.', '/') + ".java"), Kind.SOURCE);
            text = program.source();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
        private final TreeMap<String, ByteArrayOutputStream> written = new TreeMap<>();

        Output(JavaFileManager next) {
            super(next);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    var bytes = new ByteArrayOutputStream();
                    written.put(name, bytes);
                    return bytes;
                }
            };
        }
    }
}
