package stubs;

import static dev.weft.Weft.run;
import static net.bytebuddy.matcher.ElementMatchers.isAnnotatedWith;
import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.Async;
import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy.DiscoveryStrategy.Explicit;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An agent that changes stubs as the program runs sees each call once, its begin and its end. */
@Timeout(120)
class TracedStubsTest {
    private static final int WARM = 20_000;

    private final Caller caller = new Caller();
    private final Store store = new Store();
    private ResettableClassFileTransformer agent;

    @BeforeAll
    static void attach() {
        ByteBuddyAgent.install();
    }

    @BeforeEach
    void forget() {
        Calls.SEEN.clear();
    }

    @AfterEach
    void detach() {
        agent.reset(ByteBuddyAgent.getInstrumentation(), RedefinitionStrategy.RETRANSFORMATION);
        run(caller.ready(store, 1));
        Calls.SEEN.clear();
    }

    private void trace(ElementMatcher<? super MethodDescription> methods) {
        agent = new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(RedefinitionStrategy.RETRANSFORMATION)
                .with(new Explicit(Store.class, FinalStore.class, Statics.class))
                .with(RedefinitionStrategy.Listener.ErrorEscalating.FAIL_FAST)
                .type(nameStartsWith("stubs."))
                .transform((builder, type, loader, module, domain) ->
                        builder.visit(Advice.to(Calls.Around.class).on(methods)))
                .installOn(ByteBuddyAgent.getInstrumentation());
    }

    private static List<String> once(String... methods) {
        return List.of(methods).stream()
                .flatMap(method -> List.of("enter stubs." + method, "exit stubs." + method).stream())
                .toList();
    }

    @Test
    void methodWithTheAnnotation() {
        trace(isAnnotatedWith(Async.class));

        assertEquals(1, run(caller.ready(store, 1)));
        assertEquals(once("Store.ready"), Calls.SEEN);
    }

    /** The entries have that name too; Byte Buddy passes over methods that are synthetic. */
    @Test
    void methodOfThatName() {
        trace(named("ready"));

        assertEquals(1, run(caller.ready(new FinalStore(), 1)));
        assertEquals(once("FinalStore.ready"), Calls.SEEN);
    }

    /** The stub of a cold method makes the coroutine; what that does later is not within the call. */
    @Test
    void methodThatSuspends() {
        trace(isAnnotatedWith(Async.class));

        assertEquals(1, run(caller.suspends(store, 1)));
        assertEquals(once("Store.suspends", "Store.other"), Calls.SEEN);
    }

    /** The stub of a hot method runs it up to its first wait. */
    @Test
    void hotMethod() {
        trace(isAnnotatedWith(Async.class));

        assertEquals(1, run(caller.hot(store, 1)));
        assertEquals(
                List.of(
                        "enter stubs.Store.hot",
                        "enter stubs.Store.other",
                        "exit stubs.Store.other",
                        "exit stubs.Store.hot"),
                Calls.SEEN);
    }

    @Test
    void staticMethods() {
        trace(isAnnotatedWith(Async.class));

        assertEquals(2, run(caller.statics(1)));
        assertEquals(once("Statics.ready", "Statics.suspends"), Calls.SEEN);
    }

    @Test
    void afterWarmUp() {
        var chain = Chain.of(store);
        for (int i = 0; i < WARM; i++) {
            assertEquals(i, run(chain.ready(i)));
        }
        assertEquals(WARM * (WARM - 1) / 2, run(caller.sumInLoop(store, WARM)));

        trace(isAnnotatedWith(Async.class));

        assertEquals(1, run(chain.ready(1)));
        assertEquals(once("Store.ready", "Statics.ready"), Calls.SEEN);
        Calls.SEEN.clear();
        assertEquals(3, run(caller.sumInLoop(store, 3)));
        assertEquals(once("Store.ready", "Store.ready", "Store.ready"), Calls.SEEN);
        Calls.SEEN.clear();
        assertEquals(WARM * (WARM - 1) / 2, run(caller.sumInLoop(store, WARM)));
        assertEquals(2 * WARM, Calls.SEEN.size());
    }

    /** The limit: an await within the class directly enters a method that cannot be overridden. */
    @Test
    void awaitsWithinTheClass() {
        trace(isAnnotatedWith(Async.class));

        assertEquals(1, run(new FinalStore().suspends(1)));
        assertEquals(2, run(store.fused(1)));
        assertEquals(once("FinalStore.suspends", "Store.fused"), Calls.SEEN);
        Calls.SEEN.clear();
        assertEquals(2, run(store.stepwise(1)));
        assertEquals(once("Store.stepwise", "Store.last", "Store.own"), Calls.SEEN);
    }
}
