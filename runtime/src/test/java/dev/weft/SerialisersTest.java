package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.abi.Frame;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A handler that returns a coroutine by mistake hands it to a serialiser, as Jackson. That must find nothing to write, so
 * that it fails instead of sending an object to the client.
 */
class SerialisersTest {

    static Stream<Class<?>> coroutines() throws TimeoutException {
        return Stream.<Class<?>>of(
                Frame.class,
                Weft.result(1).getClass(),
                Weft.failed(new IllegalStateException()).getClass(),
                Weft.sleep(Duration.ZERO).getClass(),
                Weft.yieldNow().getClass(),
                Weft.gather(List.of()).getClass(),
                Weft.shield(Weft.awaitable(new CompletableFuture<>())).getClass(),
                Weft.withTimeout(Duration.ofSeconds(1), Weft.done()).getClass(),
                Weft.blocking(() -> 1).getClass());
    }

    @ParameterizedTest
    @MethodSource("coroutines")
    void haveNoProperty(Class<?> coroutine) {
        var fields = Arrays.stream(coroutine.getFields())
                .filter(field ->
                        !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers()))
                .map(field -> field.getDeclaringClass().getSimpleName() + "." + field.getName())
                .toList();
        var getters = Arrays.stream(coroutine.getMethods())
                .filter(method -> method.getParameterCount() == 0 && method.getDeclaringClass() != Object.class)
                .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                .filter(name -> name.matches(".*\\.(get|is)\\p{Lu}.*"))
                .toList();
        assertEquals(List.of(), fields, "public fields of " + coroutine);
        assertEquals(List.of(), getters, "getters of " + coroutine);
    }
}
