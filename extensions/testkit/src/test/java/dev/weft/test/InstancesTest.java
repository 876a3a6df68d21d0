package dev.weft.test;

import static dev.weft.Weft.await;
import static dev.weft.Weft.gather;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Each run of an exploration has instances of its own, made as JUnit makes them. */
class InstancesTest {
    private static final Set<Object> INSTANCES = Collections.newSetFromMap(new IdentityHashMap<>());

    @BeforeEach
    void forget() {
        INSTANCES.clear();
    }

    @Test
    void eachScheduleHasAFreshOne() {
        Ran.of(Fresh.class).passes(1);
        assertTrue(INSTANCES.size() >= 100, () -> INSTANCES.size() + " instances");
    }

    static class Fresh {
        private final List<String> steps = new ArrayList<>();
        private int runs;

        @Explore(schedules = 100)
        void test() {
            INSTANCES.add(this);
            assertEquals(1, ++runs, "runs of this instance");
            assertEquals(List.of(), steps);
            await(gather(Coroutines.logs(steps, "a", 5), Coroutines.logs(steps, "b", 5)));
        }
    }

    @Test
    void theFirstRunHasJUnitsOwn() {
        Ran.of(FirstIsJUnits.class).passes(1);
    }

    @ExtendWith(RemembersInstance.class)
    static class FirstIsJUnits {
        @WeftTest
        void test() {
            assertSame(RemembersInstance.last, this);
        }
    }

    static class RemembersInstance implements TestInstancePostProcessor {
        private static Object last = "none";

        @Override
        public void postProcessTestInstance(Object instance, ExtensionContext context) {
            last = instance;
        }
    }

    @Test
    void fieldsThatExtensionsSetAreCopied() {
        Ran.of(Fields.class).passes(1);
        assertTrue(INSTANCES.size() >= 50, () -> INSTANCES.size() + " instances");
    }

    @ExtendWith(SetsMocks.class)
    static class Fields {
        @TempDir
        private Path folder;

        private Runnable mock;
        private int port;
        private String own = "initial";
        private final List<String> log = new ArrayList<>();

        @Explore(schedules = 50)
        void test() {
            INSTANCES.add(this);
            assertTrue(Files.isDirectory(folder), () -> "a folder: " + folder);
            assertNotNull(mock, "what the extension has set");
            assertEquals(8080, port);
            assertEquals("initial", own);
            own = "changed";
            await(gather(Coroutines.logs(log, "a", 5), Coroutines.logs(log, "b", 5)));
            assertEquals(10, log.size(), log::toString);
        }
    }

    /** As mocking frameworks do. */
    static class SetsMocks implements TestInstancePostProcessor {
        @Override
        public void postProcessTestInstance(Object instance, ExtensionContext context) throws Exception {
            var mock = Fields.class.getDeclaredField("mock");
            mock.setAccessible(true);
            mock.set(instance, (Runnable) () -> {});
            var port = Fields.class.getDeclaredField("port");
            port.setAccessible(true);
            port.set(instance, 8080);
        }
    }

    @Test
    void constructorsAndMethodsHaveTheParametersOfExtensions() {
        Ran.of(Parameters.class).passes(2);
        assertTrue(INSTANCES.size() >= 50, () -> INSTANCES.size() + " instances");
    }

    @ExtendWith(GivesNumbers.class)
    static class Parameters {
        private final int number;
        private final String name;

        Parameters(Integer number, TestInfo info) {
            this.number = number;
            this.name = info.getTestMethod().orElseThrow().getName();
            INSTANCES.add(this);
        }

        @Entry
        @BeforeEach
        void before(TestInfo info, Sim sim, Integer seven) {
            await(yieldNow());
            assertEquals(7, seven);
            assertEquals(0, sim.elapsed().toNanos());
            assertEquals(name, info.getTestMethod().orElseThrow().getName());
        }

        @Explore(schedules = 50)
        void explored(Integer seven, Sim sim, TestInfo info) {
            assertEquals("explored", info.getTestMethod().orElseThrow().getName());
            await(gather(Coroutines.yields(5), Coroutines.yields(5)));
            assertEquals(number, seven);
            assertEquals(0, sim.elapsed().toNanos());
        }

        @WeftTest
        void once(Sim sim, Integer seven) {
            assertEquals(number, seven);
            assertEquals(0, sim.elapsed().toNanos());
        }
    }

    static class GivesNumbers implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Integer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return 7;
        }
    }

    @Test
    void nestedOnesHaveOuterOnesOfTheirOwn() {
        Ran.of(Outer.class).passes(1);
        assertTrue(INSTANCES.size() >= 50, () -> INSTANCES.size() + " outer instances");
    }

    static class Outer {
        private int before;

        @Entry
        @BeforeEach
        void before() {
            await(yieldNow());
            before++;
        }

        @Nested
        class Inner {
            private int own;

            @BeforeEach
            void innerBefore() {
                own = before + 1;
            }

            @Explore(schedules = 50)
            void test() {
                INSTANCES.add(Outer.this);
                assertEquals(1, before, "calls of the outer @BeforeEach");
                assertEquals(2, own, "set by the inner @BeforeEach, after the outer");
                await(gather(Coroutines.yields(5), Coroutines.yields(5)));
            }
        }
    }

    @Test
    void parameterisedClasses() {
        Ran.of(OfConstructor.class).passes(4);
        Ran.of(OfField.class).passes(4);
    }

    @ParameterizedClass
    @ValueSource(ints = {1, 2})
    static class OfConstructor {
        private final int size;

        OfConstructor(int size) {
            this.size = size;
        }

        @Explore(schedules = 30)
        void explored() {
            assertTrue(size == 1 || size == 2, () -> "size " + size);
            await(gather(Coroutines.yields(size), Coroutines.yields(size)));
        }

        @WeftTest
        void once() {
            assertTrue(size == 1 || size == 2, () -> "size " + size);
        }
    }

    @ParameterizedClass
    @ValueSource(ints = {1, 2})
    static class OfField {
        @Parameter
        private int size;

        @Explore(schedules = 30)
        void explored() {
            assertTrue(size == 1 || size == 2, () -> "size " + size);
            await(gather(Coroutines.yields(size), Coroutines.yields(size)));
        }

        @WeftTest
        void once() {
            assertTrue(size == 1 || size == 2, () -> "size " + size);
        }
    }

    @Test
    void oneForAllMethodsIsRefusedForAnExploration() {
        assertEquals(
                "@Explore needs a new instance for each schedule: remove @TestInstance(PER_CLASS) from "
                        + PerClass.class.getName(),
                Ran.of(PerClass.class).message());
        Ran.of(PerClassByConfiguration.class, Map.of("junit.jupiter.testinstance.lifecycle.default", "per_class"))
                .says("@Explore needs a new instance for each schedule");
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClass {
        @Explore
        void test() {}
    }

    static class PerClassByConfiguration {
        @Explore
        void test() {}
    }

    @Test
    void oneForAllMethodsIsFineForSingleRuns() {
        Ran.of(PerClassOnce.class).passes(2);
        assertEquals(1, INSTANCES.size());
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClassOnce {
        @WeftTest
        void one() {
            INSTANCES.add(this);
        }

        @WeftTest
        void two() {
            INSTANCES.add(this);
        }
    }
}
