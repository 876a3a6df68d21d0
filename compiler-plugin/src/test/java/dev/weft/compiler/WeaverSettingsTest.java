package dev.weft.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Javac;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeaverSettingsTest {

    @TempDir
    Path root;

    @Test
    void nothingMeansTheDefaults() {
        var settings = WeaverSettings.parse("");
        assertFalse(settings.json(), settings::toString);
        assertFalse(settings.failOnWarning(), settings::toString);
        assertFalse(settings.directCalls(), settings::toString);
    }

    @Test
    void directCallsReachTheWeaver() throws Exception {
        Javac.compile("class A { @Async Coroutine<Void> m() { return done(); } }")
                .writeTo(root);
        var settings = WeaverSettings.parse("direct-calls");
        assertTrue(settings.directCalls(), settings::toString);
        settings.weaver().build().weave(List.of(root));
        assertNotNull(Classes.in(root).method("A", "m", "(Ldev/weft/abi/Frame;"));
    }

    @Test
    void eachSettingReachesTheWeaver() throws Exception {
        Javac.compile("class A { @Async static Coroutine<Void> m() {"
                        + " CompletableFuture.completedFuture(1).join(); await(yieldNow()); return done(); } }")
                .writeTo(root);
        assertEquals(1, weave("json").findings().size());
        assertEquals(0, weave("WEFT007=off,json").findings().size());
        for (var settings : List.of("WEFT007=error", "fail-on-warning")) {
            var report = weave(settings);
            assertTrue(report.rejected(), report::toString);
        }
        assertEquals(0, weave("includes=com/**").classesScanned());
        assertEquals(0, weave("excludes=A.class").classesScanned());
        assertEquals(Set.of(), Classes.in(root).woven());
    }

    private WeaveReport weave(String settings) throws Exception {
        return WeaverSettings.parse(settings).weaver().dryRun(true).build().weave(List.of(root));
    }

    @Test
    void whatDoesNotExistIsToldWithWhatDoes() {
        var message = assertThrows(IllegalArgumentException.class, () -> WeaverSettings.parse("json,jsn"))
                .getMessage();
        assertTrue(message.startsWith("unknown setting 'jsn'; there are includes=PATTERN, "), message);
    }
}
