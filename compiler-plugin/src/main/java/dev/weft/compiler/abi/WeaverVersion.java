package dev.weft.compiler.abi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version of this weaver, as its build has written it beside this class. A woven class carries it, for messages. */
public final class WeaverVersion {

    private static final String VERSION = read();

    private WeaverVersion() {}

    /** Returns the version; an empty string if the build was none of Maven's. */
    public static String get() {
        return VERSION;
    }

    private static String read() {
        try (var in = WeaverVersion.class.getResourceAsStream("weaver-version.txt")) {
            var text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            return text.startsWith("$") ? "" : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
