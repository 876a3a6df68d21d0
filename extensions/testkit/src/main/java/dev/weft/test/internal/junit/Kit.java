package dev.weft.test.internal.junit;

import dev.weft.test.Blocking;
import dev.weft.test.Explore;
import dev.weft.test.Foreign;
import dev.weft.test.Order;
import dev.weft.test.Sim;
import dev.weft.test.WeftTest;
import dev.weft.test.internal.choice.Replay;
import dev.weft.test.internal.explore.Explorer;
import dev.weft.test.internal.explore.Outcome;
import dev.weft.test.internal.explore.Plan;
import dev.weft.test.internal.world.RunFailure;
import dev.weft.test.internal.world.Settings;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs one test method in place of JUnit: takes over its calls, and makes its own on the thread of a run. */
public final class Kit implements InvocationInterceptor, ParameterResolver {
    private static final long MILLIS = 1_000;

    private @Nullable TestMethods methods;

    /** Creates the kit of one invocation. */
    public Kit() {}

    @Override
    public void interceptBeforeEachMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        invocation.skip();
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<@Nullable Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        invocation.skip();
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> called, ExtensionContext context)
            throws Throwable {
        invocation.skip();
        Method test = called.getExecutable();
        TestMethods subject = new TestMethods(context, test);
        methods = subject;
        Optional<Explore> explore = AnnotationSupport.findAnnotation(test, Explore.class);
        if (explore.isPresent()) {
            explore(explore.get(), subject, test, context);
        } else {
            run(AnnotationSupport.findAnnotation(test, WeftTest.class).orElseThrow(), subject, test, context);
        }
    }

    private static void run(WeftTest how, TestMethods subject, Method test, ExtensionContext context) throws Throwable {
        requirePositive("steps", how.steps(), test);
        Settings settings = new Settings(
                Order.TIMING,
                seed(how.seed(), context, test),
                how.steps(),
                how.steps(),
                how.foreign(),
                how.blocking(),
                millis(how.timeout(), test));
        if (how.blocking() == Blocking.FREE) {
            context.publishReportEntry(
                    "weft", "not reproducible: blocking work runs in real time (blocking = Blocking.FREE)");
        }
        if (how.foreign() == Foreign.WAIT) {
            context.publishReportEntry(
                    "weft", "not reproducible: other threads may wake the loop (foreign = Foreign.WAIT)");
        }
        Throwable failure = Explorer.runOnce(threadName(context), settings, subject);
        if (failure != null) {
            throw Shown.once(failure);
        }
    }

    private static void explore(Explore how, TestMethods subject, Method test, ExtensionContext context)
            throws Throwable {
        if (context.getTestInstanceLifecycle().orElse(Lifecycle.PER_METHOD) == Lifecycle.PER_CLASS) {
            throw new ExtensionConfigurationException(
                    "@Explore needs a new instance for each schedule: remove @TestInstance(PER_CLASS) from "
                            + context.getRequiredTestClass().getName());
        }
        requirePositive("schedules", how.schedules(), test);
        requirePositive("millis", how.millis(), test);
        requirePositive("depth", how.depth(), test);
        requirePositive("steps", how.steps(), test);
        requirePositive("the number of strategies", how.strategies().length, test);
        long seed = LongRun.seed(seed(how.seed(), context, test));
        Plan plan = new Plan(
                LongRun.schedules(how.schedules()),
                seed,
                LongRun.millis(how.millis()),
                List.of(how.strategies()),
                how.depth(),
                Settings.exploring(how.order(), seed, how.steps(), millis(how.timeout(), test)));
        String given = how.replay().isEmpty() ? ReplayProperty.of(context, test) : how.replay();
        Outcome outcome;
        try {
            outcome = given == null
                    ? Explorer.explore(threadName(context), plan, subject)
                    : Explorer.replay(threadName(context), plan, Replay.parse(given), subject);
        } catch (RunFailure hangs) {
            throw Shown.once(hangs);
        }
        Shown.outcome(outcome, plan, context, test);
    }

    /** Returns a limit in milliseconds; one that is too long has no end. */
    private static long millis(long seconds, Method test) {
        requirePositive("timeout", seconds, test);
        return seconds > Long.MAX_VALUE / MILLIS ? Long.MAX_VALUE : seconds * MILLIS;
    }

    private static void requirePositive(String name, long value, Method test) {
        if (value < 1) {
            throw new ExtensionConfigurationException(name + " of " + test + " must be at least 1, not " + value);
        }
    }

    private static String threadName(ExtensionContext context) {
        return "weft-test " + context.getRequiredTestMethod().getName();
    }

    private static long seed(long given, ExtensionContext context, Method test) {
        return given != 0 ? given : (context.getRequiredTestClass().getName() + "." + test.getName()).hashCode();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Sim.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Sim sim = methods == null ? null : methods.sim();
        // JUnit resolves the parameters of the calls that the kit takes over, before it is asked; they are not made.
        return Objects.requireNonNullElse(sim, NoSim.INSTANCE);
    }
}
