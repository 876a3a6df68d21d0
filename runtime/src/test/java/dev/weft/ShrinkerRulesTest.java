package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rules for shrinkers and for native images name every field that the runtime finds by its name, and no other. */
class ShrinkerRulesTest {
    private static final Pattern BY_NAME =
            Pattern.compile("(?:findVarHandle|newUpdater)\\(\\s*(\\w+)\\.class,\\s*(?:\\w+\\.class,\\s*)?\"(\\w+)\"");
    private static final Pattern PRO =
            Pattern.compile("-keepclassmembers class dev\\.weft\\.[\\w.]*?(\\w+) \\{ ([^}*<]*|\\*\\* \\w+; )}");
    private static final Pattern PRO_FIELD = Pattern.compile("[\\w.*]+ (\\w+);");
    private static final Pattern JSON = Pattern.compile("\"name\": \"([\\w.]+)\", \"fields\": \\[(.*)]");

    @Test
    void proguardKeepsEachField() throws Exception {
        var kept = new TreeSet<String>();
        Matcher rules = PRO.matcher(resource("/META-INF/proguard/weft-runtime.pro"));
        while (rules.find()) {
            Matcher field = PRO_FIELD.matcher(rules.group(2));
            while (field.find()) {
                kept.add(rules.group(1) + "." + field.group(1));
            }
        }
        assertEquals(byName(), kept);
    }

    @Test
    void nativeImagesKnowEachField() throws Exception {
        var known = new TreeSet<String>();
        Matcher types = JSON.matcher(resource("/META-INF/native-image/dev.weft/weft-runtime/reflect-config.json"));
        while (types.find()) {
            Class<?> type = Class.forName(types.group(1));
            Matcher name = Pattern.compile("\"name\": \"(\\w+)\"").matcher(types.group(2));
            while (name.find()) {
                Field field = type.getDeclaredField(name.group(1));
                known.add(type.getSimpleName() + "." + field.getName());
            }
        }
        assertEquals(byName(), known);
    }

    private static Set<String> byName() throws IOException {
        var fields = new TreeSet<String>();
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : (Iterable<Path>) sources.filter(Files::isRegularFile)::iterator) {
                Matcher found = BY_NAME.matcher(Files.readString(source));
                while (found.find()) {
                    fields.add(found.group(1) + "." + found.group(2));
                }
            }
        }
        assertTrue(fields.contains("Suspendable.phase"), "found only " + fields);
        return fields;
    }

    private static String resource(String name) throws IOException {
        try (var in = ShrinkerRulesTest.class.getResourceAsStream(name)) {
            assertTrue(in != null, name + " is missing");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
