package dev.weft.test.internal.junit;

import dev.weft.test.Sim;
import java.lang.reflect.Proxy;

/** Stands for the simulated world where there is none yet: each method throws. */
final class NoSim {
    static final Sim INSTANCE = (Sim) Proxy.newProxyInstance(
            Sim.class.getClassLoader(), new Class<?>[] {Sim.class}, (proxy, method, arguments) -> {
                if (method.getDeclaringClass() == Object.class) {
                    return switch (method.getName()) {
                        case "equals" -> proxy == arguments[0];
                        case "hashCode" -> System.identityHashCode(proxy);
                        default -> "no simulation runs";
                    };
                }
                throw new IllegalStateException("a Sim is for the methods of a run: the test, @BeforeEach, @AfterEach");
            });

    private NoSim() {}
}
