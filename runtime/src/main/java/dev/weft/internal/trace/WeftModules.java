package dev.weft.internal.trace;

import java.io.IOException;
import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The modules of Weft that a program has, with their versions, as far as their jars say it. For messages. */
record WeftModules(ClassLoader loader) {
    private static final String OF_RUNTIME = "dev/weft/Weft.class";

    /** Where the runtimes are: more than one is a mistake. */
    List<String> runtimes() throws IOException {
        var places = new ArrayList<String>();
        for (URL url : Collections.list(loader.getResources(OF_RUNTIME))) {
            var text = url.toString();
            var place = text.substring(0, text.length() - OF_RUNTIME.length());
            places.add(
                    place.startsWith("jar:") ? place.substring("jar:".length()).replaceFirst("!/$", "") : place);
        }
        return places;
    }

    /** Returns {@code weft-net 0.1.0}, or the name alone if the version is not known. */
    String runtime() throws IOException {
        var named = named("weft-runtime");
        return named == null ? "weft-runtime" : named;
    }

    /** The modules beside the runtime whose versions are known. */
    List<String> others() throws IOException {
        var found = new ArrayList<String>();
        for (var artifact : List.of("weft-net", "weft-test")) {
            var named = named(artifact);
            if (named != null) {
                found.add(named);
            }
        }
        return found;
    }

    private @Nullable String named(String artifact) throws IOException {
        try (var in = loader.getResourceAsStream("META-INF/maven/dev.weft/" + artifact + "/pom.properties")) {
            if (in == null) {
                return null;
            }
            var properties = new Properties();
            properties.load(in);
            return artifact + " " + properties.getProperty("version", "");
        }
    }

    /** Returns where a class is from; null if that is not known. */
    @Nullable
    String placeOf(String className) {
        try {
            CodeSource source = Class.forName(className, false, loader)
                    .getProtectionDomain()
                    .getCodeSource();
            return source == null || source.getLocation() == null
                    ? null
                    : source.getLocation().toString();
        } catch (ReflectiveOperationException | LinkageError unknown) {
            return null;
        }
    }

    /** Returns what has woven a class; null if it was not woven, or its file cannot be found. */
    @Nullable
    WovenBy wovenBy(String className) throws IOException {
        try (var in = loader.getResourceAsStream(className.replace('.', '/') + ".class")) {
            return in == null ? null : WovenBy.read(in);
        }
    }
}
