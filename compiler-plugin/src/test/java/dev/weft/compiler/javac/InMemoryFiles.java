package dev.weft.compiler.javac;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;

/** Keeps what is compiled in memory, as tools do that compile at run time. */
final class InMemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {

    private final Map<String, byte[]> written = new TreeMap<>();
    private final boolean readable;

    /** @param readable whether it gives back what was written */
    InMemoryFiles(JavaFileManager manager, boolean readable) {
        super(manager);
        this.readable = readable;
    }

    Map<String, byte[]> written() {
        return written;
    }

    @Override
    public boolean hasLocation(Location location) {
        return location == StandardLocation.CLASS_OUTPUT || super.hasLocation(location);
    }

    @Override
    public JavaFileObject getJavaFileForInput(Location location, String className, JavaFileObject.Kind kind)
            throws IOException {
        if (location != StandardLocation.CLASS_OUTPUT) {
            return super.getJavaFileForInput(location, className, kind);
        }
        return readable && written.containsKey(className + kind.extension) ? new InMemory(className, kind) : null;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
        return new InMemory(className, kind);
    }

    private final class InMemory extends SimpleJavaFileObject {

        private final String name;

        InMemory(String name, Kind kind) {
            super(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind);
            this.name = name + kind.extension;
        }

        @Override
        public OutputStream openOutputStream() {
            return new ByteArrayOutputStream() {
                @Override
                public void close() {
                    written.put(name, toByteArray());
                }
            };
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return new String(written.get(name), StandardCharsets.UTF_8);
        }

        @Override
        public InputStream openInputStream() throws IOException {
            if (!readable) {
                throw new UnsupportedOperationException();
            } else if (!written.containsKey(name)) {
                throw new FileNotFoundException(name);
            }
            return new ByteArrayInputStream(written.get(name));
        }

        @Override
        public boolean delete() {
            return written.remove(name) != null;
        }
    }
}
