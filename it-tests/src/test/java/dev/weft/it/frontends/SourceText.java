package dev.weft.it.frontends;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.SimpleJavaFileObject;

/** A source file that exists in memory. */
public final class SourceText extends SimpleJavaFileObject {
    private final String text;

    /**
     * A source with a text of its own.
     *
     * @param className the binary name of its class
     */
    public SourceText(String className, String text) {
        super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
        this.text = text;
    }

    /** The same as the file that belongs to a class below a root of sources. */
    static SourceText of(Path root, String className) throws IOException {
        return new SourceText(className, Files.readString(root.resolve(className.replace('.', '/') + ".java")));
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }
}
