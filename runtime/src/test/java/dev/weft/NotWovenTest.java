package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.codehaus.groovy.vmplugin.v8.IndyInterface;
import org.junit.jupiter.api.Test;

/** Awaits in code that was not woven, as this is. */
class NotWovenTest {
    /** These classes lie in a folder; what happens to those in a jar, a test with a jar shows. */
    @Test
    void theErrorNamesTheClassItsPlaceAndTheRemediesLineByLine() throws Exception {
        NotWovenError e = assertThrows(NotWovenError.class, NotWovenTest::awaits);
        Path folder = Path.of(NotWovenTest.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toRealPath();
        assertEquals(
                "dev.weft.NotWovenTest calls await but was not woven\n"
                        + "  in awaits(NotWovenTest.java:N)\n"
                        + "  loaded from " + folder
                        + ": were they compiled by something that does not weave (IDE, live reload)?\n"
                        + "  Then give its compiler -Xplugin:Weft\n"
                        + "  Weave it in one of these ways:\n"
                        + "  - Maven: the goal 'weave', for tests 'weave-tests', of weft-maven-plugin\n"
                        + "  - javac, also that of an IDE: -Xplugin:Weft\n"
                        + "  - compiled classes: the command line of weft-compiler-plugin\n"
                        + "  - classes as they load: -javaagent:weft-compiler-plugin-all.jar",
                e.getMessage().replaceFirst("java:\\d+", "java:N"));
    }

    private static void awaits() {
        Weft.await(Weft.done());
    }

    @Test
    void theMethodsOfStreamsAreNamed() {
        Throwable loop = assertThrows(NotWovenError.class, () -> Weft.await(Weft.end()));
        assertTrue(loop.getMessage().startsWith(NotWovenTest.class.getName() + " calls await"), loop.getMessage());
        Throwable emit = assertThrows(NotWovenError.class, () -> Weft.emit(1));
        assertTrue(emit.getMessage().startsWith(NotWovenTest.class.getName() + " calls emit but"), emit.getMessage());
        Throwable all = assertThrows(NotWovenError.class, () -> Weft.emitAll(Weft.end()));
        assertTrue(all.getMessage().startsWith(NotWovenTest.class.getName() + " calls emitAll but"), all.getMessage());
    }

    /** Groovy without static calls goes through classes of its own, method handles and reflection. */
    @Test
    void theCallerIsTheClassForWhichGroovyCalls() {
        NotWovenError e =
                assertThrows(NotWovenError.class, () -> IndyInterface.fromCache(() -> Weft.await(Weft.done())));
        assertTrue(e.getMessage().startsWith(NotWovenTest.class.getName() + " calls await"), e.getMessage());
        assertFalse(e.getMessage().contains("@CompileStatic"), "the class itself called: " + e.getMessage());

        MethodHandle await = handle();
        e = assertThrows(NotWovenError.class, () -> IndyInterface.fromCache(await, Weft.done()));
        assertTrue(e.getMessage().startsWith(NotWovenTest.class.getName() + " calls await"), e.getMessage());
        assertTrue(e.getMessage().contains("annotate the class with @CompileStatic\n  Weave it"), e.getMessage());
    }

    @Test
    void theCallerIsTheClassThatReflects() throws Exception {
        Method await = Weft.class.getMethod("await", Coroutine.class);
        InvocationTargetException e =
                assertThrows(InvocationTargetException.class, () -> await.invoke(null, Weft.done()));
        String message = e.getCause().getMessage();
        assertTrue(message.startsWith(NotWovenTest.class.getName() + " calls await"), message);
        assertFalse(message.contains("@CompileStatic"), message);
    }

    private static MethodHandle handle() {
        try {
            return MethodHandles.lookup()
                    .findStatic(Weft.class, "await", MethodType.methodType(Object.class, Coroutine.class));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
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
