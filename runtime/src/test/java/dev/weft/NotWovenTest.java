package dev.weft;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Awaits in code that was not woven, as this is. */
class NotWovenTest {
    @Test
    void theErrorNamesTheClassAndTheRemedies() {
        NotWovenError e = assertThrows(NotWovenError.class, () -> Weft.await(Weft.done()));
        assertTrue(e.getMessage().contains(NotWovenTest.class.getName()), e.getMessage());
        assertTrue(e.getMessage().contains("weft-maven-plugin"), e.getMessage());
        assertTrue(e.getMessage().contains("-Xplugin:Weft"), e.getMessage());
        assertTrue(e.getMessage().contains("-javaagent"), e.getMessage());
    }

    /** These classes lie in a folder; what happens to those in a jar, a test with a jar shows. */
    @Test
    void classesOfAFolderAreAskedWhoCompiledThem() throws Exception {
        NotWovenError e = assertThrows(NotWovenError.class, () -> Weft.await(Weft.done()));
        Path folder = Path.of(NotWovenTest.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toRealPath();
        String asked = "loaded from " + folder
                + ": were they compiled by something that does not weave (IDE, live reload)? Then give its compiler"
                + " -Xplugin:Weft";
        assertTrue(e.getMessage().contains(asked), e.getMessage());
        assertTrue(e.getMessage().indexOf(asked) < e.getMessage().indexOf("weft-maven-plugin"), e.getMessage());
    }

    @Test
    void everyFormOfAwaitThrowsIt() {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        Awaitable<Void> awaitable = Weft.done();
        assertThrows(NotWovenError.class, () -> Weft.await(awaitable));
        assertThrows(NotWovenError.class, () -> Weft.await(stage));
        assertThrows(NotWovenError.class, () -> Weft.await(awaitable, IOException.class));
        assertThrows(NotWovenError.class, () -> Weft.await(stage, IOException.class));
    }
}
